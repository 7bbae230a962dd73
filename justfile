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

# Look at each changed snapshot and take or refuse it.
review:
    cargo insta test --review --workspace

# Every fault of a quarter's returns, configuration and commentary.
returns QUARTER:
    cargo run -- check reports/{{QUARTER}}

# The paper of a quarter.
paper QUARTER:
    cargo run -- paper reports/{{QUARTER}}

# Everything that must hold before a change is taken.
ci:
    .ci/run
