# Lists the recipes.
default:
    @just --list

# Formats all code; modules in lists are named by a macro, which cargo fmt does not look into.
fmt:
    cargo fmt
    rustfmt --edition 2024 src/*/*.rs src/*/*/*.rs

# Runs all tests.
test:
    cargo test

# Writes generated documents and snapshots anew; read the diff before you commit it.
bless:
    BLESS=1 INSTA_UPDATE=always cargo test
    git diff --stat

# Builds what ships.
build:
    cargo run --release -- build

# Measures qlint, a floor and other tools on generated banks; `--write` puts the tables into the documents.
bench *arguments:
    python3 -B benches/bench.py {{arguments}}

# Compares the instructions of a check with the kept figure; BLESS=1 keeps a new one.
instructions:
    .ci/instructions

# Tries the hooks with the real pre-commit.
hooks:
    .ci/pre-commit

# Runs what CI runs.
ci:
    .ci/run
