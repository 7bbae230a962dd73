# List the recipes.
default:
    @just --list

# Format, lint, and check licences.
check:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets -- -D warnings
    cargo deny check licenses bans sources

# Every test.
test:
    cargo test

# How long the statistics of a whole dashboard take.
bench:
    cargo bench -p panel-plan
    cargo bench -p panel-cli

# Look at each changed snapshot and take or refuse it.
review:
    cargo insta test --review --workspace

# What changed in the papers since a revision, as one page to look at: review.html.
review-pages OLD="HEAD":
    cargo run -- review {{OLD}}

# Two minutes of broken input for a reader; fuzz/README.md lists them. What is new to it is kept out of the seeds.
fuzz TARGET:
    mkdir -p fuzz/target/found/{{TARGET}}
    cargo fuzz run --dev --sanitizer none {{TARGET}} fuzz/target/found/{{TARGET}} fuzz/corpus/{{TARGET}} -- -max_total_time=120 -max_len=8192 -timeout=10 -dict=fuzz/dictionaries/{{TARGET}}.dict

# Every fault of a quarter's returns, configuration and commentary.
returns QUARTER:
    cargo run -- check reports/{{QUARTER}}

# A new priority: its number, a name for its folder, its title, and its rows, such as --row offences:lower.
new-priority NUMBER SLUG TITLE *ROWS:
    cargo run -- new priority {{NUMBER}} {{SLUG}} "{{TITLE}}" {{ROWS}}

# The paper of a quarter.
paper QUARTER:
    cargo run -- paper reports/{{QUARTER}}

# Everything that must hold before a change is taken.
ci:
    .ci/run
