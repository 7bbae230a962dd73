# Prints what R knows as JSON, 17 digits: Rscript generate.R (base R alone).
number <- function(x) paste0("[", paste(sprintf("%.17g", x), collapse = ","), "]")
text <- function(x) paste0("\"", x, "\"")
object <- function(x) paste0("{", paste0(text(names(x)), ":", unlist(x), collapse = ","), "}")

quarters <- UKgas
series <- list(air = AirPassengers, ldeaths = ldeaths, ukgas = quarters, nile = Nile[1:40],
               co2 = co2[1:120], air30 = AirPassengers[1:30], odd = AirPassengers[1:29],
               air24 = AirPassengers[1:24])
monthly <- function(x) ts(as.numeric(x), frequency = 12)

decomposed <- list()
for (case in list(list("air", 12), list("ldeaths", 12), list("ukgas", 4), list("odd", 12))) {
  for (kind in c("additive", "multiplicative")) {
    x <- ts(as.numeric(series[[case[[1]]]]), frequency = case[[2]])
    decomposed[[paste0(case[[1]], "_", kind)]] <- number(decompose(x, kind)$figure)
  }
}
steady <- ts(rep(c(100, 101, 99, 100, 102, 98, 100, 100, 101, 99, 100, 100), 2), frequency = 12)
for (kind in c("additive", "multiplicative"))
  decomposed[[paste0("steady_", kind)]] <- number(decompose(steady, kind)$figure)

smoothed <- function(name, model, x, a, b, g, ahead) {
  seasonal <- if (model == "multiplicative") "multiplicative" else "additive"
  gamma <- if (model == "holt") FALSE else g
  fit <- HoltWinters(x, alpha = a, beta = b, gamma = gamma, seasonal = seasonal)
  free <- if (model == "holt") HoltWinters(x, gamma = FALSE)
          else HoltWinters(x, seasonal = seasonal)
  p <- predict(fit, ahead, prediction.interval = TRUE, level = 0.95)
  e <- residuals(fit)
  fitted <- if (model == "holt") 2 else 3
  # R takes the sample variance of the errors and the normal quantile; ours are other choices,
  # so the limits are turned into multiples of the one-step error.
  widths <- (p[, "upr"] - p[, "fit"]) / (qnorm(0.975) * sd(e))
  # R's multiplicative widths are not followed: see Smoothed::project.
  if (model != "additive") widths <- numeric(0)
  values <- list(weight = number(c(a, b, g)), sse = number(fit$SSE),
                 state = number(coef(fit)), forecast = number(p[, "fit"]),
                 error_multiple = number(widths), best_sse = number(free$SSE),
                 degrees = number(length(e) - fitted))
  if (length(widths) == 0) values$error_multiple <- NULL
  object(list(series = text(name), model = text(model), values = object(values)))
}

cases <- c(
  smoothed("air", "additive", AirPassengers, 0.4, 0.1, 0.3, 30),
  smoothed("air", "multiplicative", AirPassengers, 0.4, 0.1, 0.3, 30),
  smoothed("co2", "additive", monthly(co2[1:120]), 0.5, 0.01, 0.4, 30),
  smoothed("co2", "multiplicative", monthly(co2[1:120]), 0.5, 0.01, 0.4, 30),
  smoothed("ldeaths", "additive", ldeaths, 0.2, 0.05, 0.1, 30),
  smoothed("ukgas", "additive", quarters, 0.5, 0.2, 0.6, 6),
  smoothed("ukgas", "multiplicative", quarters, 0.5, 0.2, 0.6, 6),
  smoothed("nile", "holt", ts(Nile[1:40]), 0.3, 0.2, 0, 6),
  smoothed("ldeaths", "holt", ldeaths, 0.6, 0.1, 0, 12))

cat(object(list(
  version = text(R.version.string),
  series = object(lapply(series, function(x) number(as.numeric(x)))),
  decompose = object(decomposed),
  smoothing = paste0("[", paste(cases, collapse = ","), "]"))))
