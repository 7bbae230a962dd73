# Writes golden tables beside it: Rscript generate_r.R (base R).

here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
version <- paste("R", getRversion())

# The shortest text that reads back as the same number.
shortest <- function(number) {
  for (digits in 15:17) {
    text <- format(number, digits = digits)
    if (identical(as.numeric(text), as.numeric(number))) return(text)
  }
  text
}

write_table <- function(name, table, relative, source) {
  table$relative <- relative
  table$absolute <- 0
  table$source <- paste(version, source)
  for (column in names(table)) {
    if (is.numeric(table[[column]])) table[[column]] <- vapply(table[[column]], shortest, "")
  }
  write.csv(table, file.path(here, paste0(name, ".csv")), row.names = FALSE, quote = FALSE)
}

# Fisher's test.
tables <- rbind(c(3, 4, 1, 4), c(2, 12, 15, 18), c(0, 10, 10, 10), c(29, 32, 96, 105),
                c(48, 80, 56, 70), c(0, 1, 1, 1), c(1, 300, 9, 500), c(507, 600, 520, 600),
                c(5, 20000, 21, 20000), c(0, 3, 1, 300))
fisher <- apply(tables, 1, function(t)
  fisher.test(matrix(c(t[1], t[2] - t[1], t[3], t[4] - t[3]), 2))$p.value)
write_table("fisher", data.frame(
  x1 = as.integer(tables[, 1]), n1 = as.integer(tables[, 2]),
  x2 = as.integer(tables[, 3]), n2 = as.integer(tables[, 4]), p = fisher), 1e-9, "fisher.test")

# The exact conditional test at several confidences.
counts <- rbind(c(3, 1, 12, 1), c(4, 365, 9, 181), c(11, 1, 38, 2), c(500, 1, 600, 1))
rows <- do.call(rbind, lapply(c(0.5, 0.9, 0.95, 0.99, 0.998), function(level)
  do.call(rbind, lapply(seq_len(nrow(counts)), function(i) {
    row <- counts[i, ]
    found <- poisson.test(c(row[3], row[1]), c(row[4], row[2]), conf.level = level)
    data.frame(c1 = as.integer(row[1]), e1 = row[2], c2 = as.integer(row[3]), e2 = row[4],
               confidence = level, p = found$p.value, low = found$conf.int[1],
               high = found$conf.int[2])
  }))))
write_table("exact_confidence", rows, 1e-9, "poisson.test")

# Benjamini and Hochberg.
published <- c(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240,
               0.4262, 0.5719, 0.6528, 0.7590, 1)
sets <- list(published = published, shuffled = published[c(9, 2, 15, 7, 1, 12, 4, 3, 11, 8, 5, 14, 6, 10, 13)],
             tied = c(0.02, 0.5, 0.02, 0.5, 0.02), ends = c(1, 0, 0, 1), one = 0.3,
             rising = c(0.9, 0.95, 0.97))
write_table("benjamini_hochberg", do.call(rbind, lapply(names(sets), function(name)
  data.frame(set = name, p = sets[[name]], adjusted = p.adjust(sets[[name]], "BH")))), 1e-12,
  "p.adjust BH; the p-values of published are those of Benjamini & Hochberg 1995 (quoted; not opened)")

# Ranks.
values <- list(ties = c(7.5, 3, 7.5, 9.1, 3, 3), zeros = c(0, -0, 1, -1), one = 4,
               rates = c(48.2, 51.9, 39.4, 60.1, 51.9, 44.4, 57.3, 62))
write_table("ranks", do.call(rbind, lapply(names(values), function(name)
  data.frame(set = name, value = values[[name]],
             lowest = rank(values[[name]], ties.method = "min"),
             highest = rank(-values[[name]], ties.method = "min")))), 0, "rank min")

# Pearson's statistic per degree of freedom of a quasi-Poisson fit, iterated to the end: by the
# usual epsilon the residuals are those of the last step but one.
fits <- list(
  trend = list(y = c(31, 28, 45, 39, 52, 47, 60, 55, 41, 38, 29, 35), x = NULL),
  months = list(y = c(402, 371, 455, 439, 512, 487, 560, 535, 441, 438, 399, 415,
                      391, 380, 425, 461, 498, 520, 541, 512, 466, 402, 377, 431,
                      360, 395, 440, 418, 530, 475, 520), x = TRUE),
  rare = list(y = c(0, 0, 1, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0, 3, 0), x = NULL))
write_table("pearson", do.call(rbind, lapply(names(fits), function(name) {
  y <- fits[[name]]$y
  t <- seq_along(y)
  month <- factor((t - 1) %% 12)
  fit <- if (is.null(fits[[name]]$x)) glm(y ~ t, quasipoisson, epsilon = 1e-14) else
    glm(y ~ t + month, quasipoisson, epsilon = 1e-14)
  data.frame(set = name, count = as.integer(y), fitted = unname(fitted(fit)),
             parameters = length(coef(fit)), dispersion = summary(fit)$dispersion)
})), 1e-9, "summary of glm quasipoisson")

# Mean and standard deviation.
samples <- list(plain = c(2, 4, 4, 4, 5, 5, 7, 9), far = 1e9 + c(4, 7, 13, 16), even = rep(0.1, 3),
                wide = c(-1e12, 0, 1, 1e12))
write_table("moments", do.call(rbind, lapply(names(samples), function(name)
  data.frame(set = name, value = samples[[name]], mean = mean(samples[[name]]),
             deviation = sd(samples[[name]])))), 1e-9, "mean and sd")
