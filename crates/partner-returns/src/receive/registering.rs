//! How a table that was received is listed in `datapackage.json`.

use jsonc_parser::cst::{CstInputValue as Json, CstObject};
use panel_core::{Holds, Period, ReturnKind, ReturnTable};

use super::new_table::NewTable;
use super::receipt::Filed;
use super::{Delivery, Receiving};
use crate::package::{Package, set, text_of};
use crate::schema::{object, table_schema, text};

/// A table to be listed.
pub(super) struct Registered<'a> {
    table: ReturnTable,
    /// From the folder of returns.
    path: &'a str,
    /// Of records: the months of which it holds every one.
    covers: Option<Period>,
    /// What tells the key file apart that its keys were made with.
    mark: Option<String>,
    /// Whether it takes the place of what stood.
    revises: bool,
}

impl<'a> Registered<'a> {
    /// Figures of this kind.
    pub(super) fn figures(kind: ReturnKind, path: &'a str) -> Self {
        // A figure that is revised says in its note why.
        Self { table: kind.into(), path, covers: None, mark: None, revises: false }
    }

    /// Records of this table.
    pub(super) fn records(receiving: &Receiving<'_>, new: &'a NewTable) -> Self {
        let keyed = new.table.columns.iter().any(|column| column.holds == Holds::Key);
        Self {
            table: new.table.into(),
            path: &new.path,
            covers: Some(new.covers),
            mark: receiving.keys.filter(|_| keyed).map(crate::PersonKeys::mark),
            revises: new.told.revised > 0 || new.told.replaced,
        }
    }

    /// What our own property says of records.
    fn of_records(&self) -> Vec<(&'static str, Json)> {
        let covers = self.covers.map(|covers| ("covers", text(&covers.iso())));
        let mark = self.mark.as_ref().map(|mark| ("keys", text(mark)));
        covers.into_iter().chain(mark).collect()
    }
}

/// Lists the partner's table in the package.
pub(super) fn register(
    receiving: &Receiving<'_>,
    deliveries: &[Delivery<'_>],
    package: &Package,
    new: &Registered<'_>,
) {
    let table = new.table;
    let day = text(&receiving.received.to_string());
    let sent = |one: &Delivery<'_>| {
        let (file, hash) = (text(one.name), text(&one.sha256()));
        let mut sent = vec![("file", file), ("sha256", hash), ("received", day.clone())];
        if let Some(edition) = receiving.edition {
            sent.push(("edition", text(edition)));
        }
        if let Some(reason) = receiving.revises.filter(|_| new.revises) {
            sent.push(("revises", text(reason.trim())));
        }
        object(sent)
    };
    if let Some(there) = package.resource(new.path) {
        set(&there, "schema", table_schema(table, receiving.areas, true));
        if let Some(panel) = there.object_value("panel") {
            again(receiving, &panel, &day, deliveries.iter().map(sent).collect());
            for (field, value) in new.of_records() {
                set(&panel, field, value);
            }
        }
        return;
    }
    let from = &receiving.from.name;
    let title = if receiving.terms.force.fictional {
        format!("Fictional {} from {from}", table.title().to_lowercase())
    } else {
        format!("{} from {from}", table.title())
    };
    let name = new.path.trim_start_matches("received/").trim_end_matches(".csv");
    let mut panel = vec![("return", text(table.name()))];
    panel.extend(new.of_records());
    panel.extend([
        ("received", day.clone()),
        ("from", text(from)),
        ("approved_by", board(receiving)),
        ("approval", text(approval(receiving))),
        ("files", Json::Array(deliveries.iter().map(sent).collect())),
    ]);
    package.add(object(vec![
        ("profile", text("tabular-data-resource")),
        ("name", text(name)),
        ("title", text(&title)),
        ("path", text(new.path)),
        ("format", text("csv")),
        ("mediatype", text("text/csv")),
        ("encoding", text("utf-8")),
        ("schema", table_schema(table, receiving.areas, true)),
        (
            "sources",
            Json::Array(vec![object(vec![("title", text(&format!("Returns of {from}")))])]),
        ),
        ("panel", object(panel)),
    ]));
}

/// A later delivery to a table that is there: its day, its files, and that no board has approved it.
fn again(receiving: &Receiving<'_>, panel: &CstObject, day: &Json, sent: Vec<Json>) {
    set(panel, "received", day.clone());
    set(panel, "approved_by", board(receiving));
    set(panel, "approval", text(approval(receiving)));
    if let Some(approved) = panel.get("approved") {
        approved.remove();
    }
    let files = panel.array_value_or_set("files");
    for one in sent {
        files.append(one);
    }
}

/// The board that is to approve what the partner returned.
fn board(receiving: &Receiving<'_>) -> Json {
    let board = &receiving.from.board;
    if board.is_empty() { Json::Null } else { text(board) }
}

/// Whether it is still to approve it: nothing of the return appears before it has.
fn approval(receiving: &Receiving<'_>) -> &'static str {
    if receiving.from.board.is_empty() { "not_needed" } else { "pending" }
}

/// The tables that now wait for the partner's board, by their names in the package.
pub(super) fn tables_for_board(
    receiving: &Receiving<'_>,
    package: &Package,
    filed: &[Filed],
    records: &[&NewTable],
) -> Vec<String> {
    if receiving.from.board.is_empty() {
        return Vec::new();
    }
    let paths = filed.iter().map(|one| &one.file);
    let paths = paths.chain(records.iter().map(|one| &one.told.file));
    let named = paths.filter_map(|file| {
        text_of(&package.resource(file.trim_start_matches("returns/"))?, "name")
    });
    named.collect()
}
