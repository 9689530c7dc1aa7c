//! The formats that a desk is exported in, and the files that each makes.

/// Another program's format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Flat tables for a spreadsheet: incidents, facts, claims.
    Csv,
    /// The JSON of the contract, one object a line: incidents, claims, documents.
    Jsonl,
    /// The tables of [`Format::Csv`] with typed columns, for data frames and Spark.
    Parquet,
    /// Incidents on a map.
    Geojson,
    /// PLOVER events, one a line, with what PLOVER has no field for under `marsad`.
    Plover,
    /// Incidents in ACLED's columns.
    Acled,
    /// Deadly incidents in the columns of UCDP's georeferenced events.
    Ucdp,
    /// FollowTheMoney entities: articles, actors, events and what proves them.
    Ftm,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 8] = [
        Format::Csv,
        Format::Jsonl,
        Format::Parquet,
        Format::Geojson,
        Format::Plover,
        Format::Acled,
        Format::Ucdp,
        Format::Ftm,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Jsonl => "jsonl",
            Format::Parquet => "parquet",
            Format::Geojson => "geojson",
            Format::Plover => "plover",
            Format::Acled => "acled",
            Format::Ucdp => "ucdp",
            Format::Ftm => "ftm",
        }
    }

    /// The files it makes in the folder, beside `manifest.json`.
    pub fn files(self) -> &'static [&'static str] {
        match self {
            Format::Csv => &["incidents.csv", "facts.csv", "claims.csv"],
            Format::Jsonl => &["incidents.jsonl", "claims.jsonl", "documents.jsonl"],
            Format::Parquet => &["incidents.parquet", "facts.parquet", "claims.parquet"],
            Format::Geojson => &["incidents.geojson"],
            Format::Plover => &["events.plover.jsonl"],
            Format::Acled => &["acled.csv"],
            Format::Ucdp => &["ucdp.csv"],
            Format::Ftm => &["entities.ftm.jsonl"],
        }
    }
}
