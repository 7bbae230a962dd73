//! `panel paper --watch`: the paper follows its returns until Ctrl-C.

use predicates::str::contains;

use super::panel::{Copied, panel};

#[test]
fn it_watches_one_folder() {
    let copied = Copied::quarter();
    panel(&["paper", "--watch"])
        .args([copied.folder(), copied.folder()])
        .assert()
        .code(2)
        .stderr(contains("--watch watches one folder"));
    panel(&["paper", "--watch", "no/such/folder"])
        .assert()
        .code(5)
        .stderr(contains("failed to watch for changes: no/such/folder"));
}

#[cfg(unix)]
mod running {
    use std::fs;
    use std::io::{BufRead as _, BufReader};
    use std::path::Path;
    use std::process::{Child, Command, Stdio};
    use std::sync::mpsc::{self, Receiver};
    use std::thread;
    use std::time::Duration;

    use super::super::panel::{Copied, QUARTER, binary};
    use crate::changes::{CHART, Pair, edit};

    /// More than any machine takes: a test that waits this long has failed.
    const LONGEST: Duration = Duration::from_mins(5);

    /// `panel paper --watch`, and the lines that it prints; ended with the test.
    struct Watching {
        child: Child,
        lines: Receiver<String>,
    }

    impl Watching {
        fn of(folder: &Path) -> Self {
            let mut child = Command::new(binary())
                .arg("paper")
                .arg(folder)
                .arg("--watch")
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            let (sender, lines) = mpsc::channel();
            let out = BufReader::new(child.stdout.take().unwrap());
            let told = BufReader::new(child.stderr.take().unwrap());
            let of_faults = sender.clone();
            thread::spawn(move || out.lines().try_for_each(|line| sender.send(line.unwrap())));
            thread::spawn(move || told.lines().try_for_each(|line| of_faults.send(line.unwrap())));
            Self { child, lines }
        }

        /// Waits for a line that holds `words`.
        fn says(&self, words: &str) -> String {
            let mut heard = Vec::new();
            loop {
                match self.lines.recv_timeout(LONGEST) {
                    Ok(line) if line.contains(words) => return line,
                    Ok(line) => heard.push(line),
                    Err(error) => panic!("{error}: no {words}:\n{}", heard.join("\n")),
                }
            }
        }
    }

    impl Drop for Watching {
        fn drop(&mut self) {
            // It has ended already where the test went well.
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }

    #[test]
    fn the_paper_follows_its_returns_until_it_is_interrupted() {
        let copied = Copied::quarter();
        let mut watching = Watching::of(&copied.folder());
        watching.says("panel-paper-");
        let path = copied.path("out").join(format!("panel-paper-{QUARTER}.pdf"));
        let first = fs::read(&path).unwrap();

        let counts = copied.text("returns/counts.csv");
        let row = counts.lines().find(|line| line.starts_with("cohort/offending-18-24,")).unwrap();
        let count: u32 = row.split(',').nth(3).unwrap().parse().unwrap();
        let count_of = |other: &str| {
            let other = row.replacen(&format!(",{count},"), &format!(",{other},"), 1);
            assert_ne!(row, other);
            counts.replace(row, &other)
        };
        copied.write("returns/counts.csv", count_of(&(count + 1).to_string()));
        watching.says("panel-paper-");
        let second = fs::read(&path).unwrap();
        assert!(first != second, "the figure changed and the paper did not");

        copied.write("returns/counts.csv", count_of("many"));
        watching.says("1 fault in 1 file; nothing was written");
        assert!(fs::read(&path).unwrap() == second);

        copied.write("returns/counts.csv", &counts);
        watching.says("panel-paper-");
        assert!(fs::read(&path).unwrap() == first, "a paper made again has other bytes");

        let pid = watching.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
        assert_eq!(watching.child.wait().unwrap().code(), Some(0));
    }

    #[test]
    fn the_paper_follows_the_last_quarter_too() {
        let pair = Pair::new(&[], &[CHART]);
        let (last, next) = (pair.last(), pair.next());
        let watching = Watching::of(&next);
        watching.says("watching the last quarter too, ");
        watching.says("panel-paper-");
        let path = next.join("out/panel-paper-2025-26-q3.pdf");
        let first = fs::read(&path).unwrap();

        let counts = last.join("returns/counts.csv");
        let whole = fs::read_to_string(&counts).unwrap();
        let restated = |count: &str| {
            let is = "treatment/re-offending,X23000001,2024-04/2024-12,";
            assert!(whole.contains(&format!("{is}310,")));
            fs::write(&counts, whole.replace(&format!("{is}310,"), &format!("{is}{count},")))
        };
        restated("311").unwrap();
        watching.says("panel-paper-");
        assert!(fs::read(&path).unwrap() != first, "a figure of the last quarter changed alone");

        fs::write(&counts, "").unwrap();
        watching.says("previous::at_fault");
        watching.says("1 fault in 1 file; nothing was written");
        restated("310").unwrap();
        watching.says("panel-paper-");
        assert!(fs::read(&path).unwrap() == first);

        // What the paper says nothing of is heard, and changes nothing in it.
        edit(&last.join("narrative/sp11.md"), |text| format!("{text}\n"));
        watching.says("nothing changes in the paper");
        edit(&last.join("panel.toml"), |text| format!("{text}\n"));
        watching.says("nothing changes in the paper");

        // It may go and come again.
        let away = last.with_file_name("away");
        fs::rename(&last, &away).unwrap();
        watching.says("previous::missing");
        fs::rename(&away, &last).unwrap();
        watching.says("nothing changes in the paper");
        restated("312").unwrap();
        watching.says("panel-paper-");
    }
}
