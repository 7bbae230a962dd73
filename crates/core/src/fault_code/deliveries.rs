//! The codes of faults of deliveries and records.

use super::FaultMeaning;

pub(super) const MEANINGS: &[FaultMeaning] = &[
    FaultMeaning {
        code: "receive::counted",
        meaning: "A partner sent a figure that is counted from records here.",
        cause: "The partner filled in a figure of which it also sends the records.",
        remedy: "Take the row away, or have the partner correct its records.",
    },
    FaultMeaning {
        code: "receive::covers",
        meaning: "The months given in `--covers` were not over, or leave a gap before other records.",
        cause: "You mistyped a month, or the partner skipped some months.",
        remedy: "Correct `--covers`, or ask the partner for the months between as well.",
    },
    FaultMeaning {
        code: "receive::earlier_keys",
        meaning: "The keys filed in this quarter were made in an older way.",
        cause: "Records were received with an earlier `panel`, which took spaces as part of a number.",
        remedy: "Take the old tables and their `keys` out of `datapackage.json`, and receive them all again.",
    },
    FaultMeaning {
        code: "receive::key_file_in_repository",
        meaning: "Fault or warning: the key file lies in a git repository, and would be copied.",
        cause: "Somebody made the key file in the folder where the reports are kept.",
        remedy: "Move the key file to a private folder outside every repository.",
    },
    FaultMeaning {
        code: "receive::key_file_inside",
        meaning: "The key file lies in the folder of the quarter, beside the keys it made.",
        cause: "Somebody kept the key file with the returns, to have it at hand.",
        remedy: "Move the key file to a private folder outside every quarter.",
    },
    FaultMeaning {
        code: "receive::key_file_open",
        meaning: "Warning: other people than its owner can read or change the key file.",
        cause: "Somebody copied the key file to a shared computer or drive.",
        remedy: "Run the command `chmod 600` that the message gives.",
    },
    FaultMeaning {
        code: "receive::key_file_short",
        meaning: "The key file is so short that somebody could guess it.",
        cause: "Somebody typed a password, or the file was cut off when it was copied.",
        remedy: "Make a key file with `panel returns new-key`.",
    },
    FaultMeaning {
        code: "receive::key_file_weak",
        meaning: "The key file is a text or repeats itself, so that somebody could guess it.",
        cause: "Somebody typed a password or a phrase into the file.",
        remedy: "Make a key file with `panel returns new-key`.",
    },
    FaultMeaning {
        code: "receive::no_covers",
        meaning: "It is not said of which months the partner sent every record.",
        cause: "You left out `--covers` when you received the records.",
        remedy: "Ask the partner, and give the first and last month with `--covers`.",
    },
    FaultMeaning {
        code: "receive::no_key_file",
        meaning: "Records hold numbers of people, and you gave no key file to hide them.",
        cause: "You left out `--key-file` when you received the records.",
        remedy: "Give the key file with `--key-file`; the first time, make one with `panel returns new-key`.",
    },
    FaultMeaning {
        code: "receive::not_theirs",
        meaning: "A row or table belongs to another partner than the one you named.",
        cause: "You named the wrong partner, or the partner filled in another one's rows.",
        remedy: "Give the right partner with `--from`, or take the rows away.",
    },
    FaultMeaning {
        code: "receive::nothing",
        meaning: "The partner's file has nothing filled in.",
        cause: "The partner sent the template back empty, or sent the wrong copy.",
        remedy: "Ask the partner to fill it in, or wait for its figures.",
    },
    FaultMeaning {
        code: "receive::other_key_file",
        meaning: "The keys filed in this quarter were made with another key file.",
        cause: "A colleague used another key file, or somebody made a new one.",
        remedy: "Give with `--key-file` the key file that was used before.",
    },
    FaultMeaning {
        code: "receive::restated",
        meaning: "A figure or record that is filed already arrives with another value.",
        cause: "The partner corrected its figure, or made a slip in sending it again.",
        remedy: "Give the reason with `--revises` if the partner revised it; if not, have it corrected.",
    },
    FaultMeaning {
        code: "receive::too_many_faults",
        meaning: "The file has so many faults that the rest was not read.",
        cause: "The partner used another layout, or sent the wrong file.",
        remedy: "Correct the faults that are shown, and receive the file again.",
    },
    FaultMeaning {
        code: "receive::too_much",
        meaning: "The partner's files, or the texts in them, are too much to read at once.",
        cause: "The partner sent many large files together, or wrote very long notes.",
        remedy: "Receive the files one after the other, or have the notes shortened.",
    },
    FaultMeaning {
        code: "records::contradiction",
        meaning: "Two cells of one record contradict each other.",
        cause: "Whoever kept the register mistyped one of them, or copied a line.",
        remedy: "Ask the partner which cell is right, and correct the record.",
    },
    FaultMeaning {
        code: "records::empty",
        meaning: "A record has an empty cell where every record needs an answer.",
        cause: "Whoever kept the register did not fill the cell in.",
        remedy: "Ask the partner to fill in the cell.",
    },
    FaultMeaning {
        code: "records::future",
        meaning: "A day in a record is after the day of receipt, or of the paper.",
        cause: "Whoever kept the register mistyped the year, or swapped day and month.",
        remedy: "Correct the day.",
    },
    FaultMeaning {
        code: "records::no_number",
        meaning: "The number of a person is only a stand-in, or has lost its last digits.",
        cause: "The partner wrote unknown, or Excel shortened a long number.",
        remedy: "Leave an unknown number empty, or ask the partner for the number as text.",
    },
    FaultMeaning {
        code: "records::open_key",
        meaning: "A filed record has something other than a key where a person's key belongs.",
        cause: "Somebody put records into `returns` by hand, with the numbers or names of people.",
        remedy: "Take the file away at once, and receive it with `panel returns receive`.",
    },
    FaultMeaning {
        code: "records::twice",
        meaning: "The same record is given twice.",
        cause: "The partner copied a line, or sent it in two tables.",
        remedy: "Keep one of the two records.",
    },
    FaultMeaning {
        code: "records::wrong_answer",
        meaning: "A cell that asks for yes or no holds something else.",
        cause: "Whoever kept the register wrote a word or sign of their own.",
        remedy: "Write `yes` or `no`.",
    },
    FaultMeaning {
        code: "records::wrong_day",
        meaning: "A cell that asks for a day, or a day and time, holds something else.",
        cause: "Whoever kept the register wrote the day in words, or in British order.",
        remedy: "Write the day as in 2024-10-05, and a time as in 2024-10-05T23:40.",
    },
    FaultMeaning {
        code: "records::wrong_month",
        meaning: "A cell that asks for a month holds something else.",
        cause: "Whoever kept the register wrote the month in words, or a whole day.",
        remedy: "Write the month as in 2024-10.",
    },
    FaultMeaning {
        code: "records::wrong_name",
        meaning: "A cell holds a word that is not one of its list.",
        cause: "Whoever kept the register misspelt the word, or used one of their own.",
        remedy: "Write one of the words that the message lists.",
    },
    FaultMeaning {
        code: "records::wrong_number",
        meaning: "A cell that asks for a number holds something else.",
        cause: "The partner wrote a unit, comma or sign beside the number, or hid a small count.",
        remedy: "Write the number in digits alone, with a point before decimals.",
    },
    FaultMeaning {
        code: "records::wrong_period",
        meaning: "A cell that asks for a period holds something else.",
        cause: "The partner wrote the period in words, or in an order of its own.",
        remedy: "Write the period as in 2024/25 or 2024-10/2025-09.",
    },
];
