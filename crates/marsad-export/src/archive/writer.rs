//! The folder of an export: every file is written beside its final name and takes it when all of them are whole.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use marsad_record::incident::{Citation, Incident};
use marsad_record::{Claim, Extraction};
use serde_json::{Value, json};

use super::csv::CsvSheet;
use super::format::Format;
use super::names::Names;
use super::parquet::ParquetSheet;
use super::{acled, ftm, geojson, plover, tables, ucdp};
use crate::claim::claim as claim_line;
use crate::document::{Tokens, document};
use crate::incident::{Citations, incident_line};

/// An incident with all that is needed to cite and to name what it holds.
#[derive(Clone, Copy)]
pub struct Entry<'t> {
    /// The incident.
    pub incident: &'t Incident,
    /// Its claims.
    pub citations: &'t Citations,
    /// The names of its ids.
    pub names: &'t Names,
}

/// How much was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Incidents that the format has room for.
    pub incidents: usize,
    /// Claims.
    pub claims: usize,
    /// Documents.
    pub documents: usize,
}

/// Why an export broke off; nothing of it is left under a final name.
#[derive(Debug)]
pub enum ArchiveError {
    /// A file of that name is there already.
    Occupied(PathBuf),
    /// The disk refused.
    Disk(PathBuf, io::Error),
    /// Parquet refused.
    Parquet(PathBuf, parquet::errors::ParquetError),
}

impl fmt::Display for ArchiveError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Occupied(path) => write!(out, "{}: is there already", path.display()),
            Self::Disk(path, cause) => write!(out, "{}: writing the export: {cause}", path.display()),
            Self::Parquet(path, cause) => write!(out, "{}: writing the export: {cause}", path.display()),
        }
    }
}

impl std::error::Error for ArchiveError {}

/// One file being written.
enum Sink {
    Csv(CsvSheet),
    Parquet(ParquetSheet),
    Lines(BufWriter<File>),
}

/// An export being written.
pub struct Archive {
    folder: PathBuf,
    format: Format,
    sinks: Vec<Sink>,
    known: ftm::Known,
    counts: Counts,
}

impl Archive {
    /// Opens the files of a format in a folder, which is made where there is none.
    ///
    /// # Errors
    /// If a file of an earlier export is there, unless `replaces` it, or the disk refuses.
    pub fn create(folder: &Path, format: Format, replaces: Replaces) -> Result<Self, ArchiveError> {
        fs::create_dir_all(folder).map_err(|cause| ArchiveError::Disk(folder.to_owned(), cause))?;
        let names = format.files().iter().chain(&["manifest.json"]);
        let taken = names.map(|name| folder.join(name)).find(|path| path.exists());
        if let Some(taken) = taken.filter(|_| replaces == Replaces::Nothing) {
            return Err(ArchiveError::Occupied(taken));
        }
        let mut archive = Self {
            folder: folder.to_owned(),
            format,
            sinks: Vec::new(),
            known: ftm::Known::default(),
            counts: Counts::default(),
        };
        for (place, name) in format.files().iter().enumerate() {
            let sink = archive.sink(place, name)?;
            archive.sinks.push(sink);
        }
        if format == Format::Geojson {
            archive.write(0, geojson::FRAME[0])?;
        }
        Ok(archive)
    }

    /// Writes an incident.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn incident(&mut self, entry: &Entry<'_>) -> Result<(), ArchiveError> {
        let is_first = self.counts.incidents == 0;
        match self.format {
            Format::Csv | Format::Parquet => {
                self.row(0, tables::incident(entry))?;
                for row in tables::facts(entry) {
                    self.row(1, row)?;
                }
            }
            Format::Jsonl => self.line(0, &incident_line(entry.incident, entry.citations))?,
            Format::Geojson => {
                let separator = if is_first { "" } else { ",\n" };
                self.write(0, &format!("{separator}{}", geojson::feature(entry)))?;
            }
            Format::Plover => self.line(0, &plover::event(entry).to_string())?,
            Format::Ftm => {
                for line in ftm::incident(entry, &mut self.known) {
                    self.line(0, &line.to_string())?;
                }
            }
            Format::Acled | Format::Ucdp => {
                let row = if self.format == Format::Acled { acled::row(entry) } else { ucdp::row(entry) };
                let Some(row) = row else { return Ok(()) };
                self.row(0, row)?;
            }
        }
        self.counts.incidents += 1;
        Ok(())
    }

    /// Writes a claim, where the format has room for claims.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn claim(&mut self, claim: &Claim, citation: &Citation) -> Result<(), ArchiveError> {
        match self.format {
            Format::Csv | Format::Parquet => self.row(2, tables::claim(claim, citation))?,
            Format::Jsonl => self.line(1, &claim_line(claim, citation, &[]).to_string())?,
            _ => return Ok(()),
        }
        self.counts.claims += 1;
        Ok(())
    }

    /// Writes a document, where the format has room for documents.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn document(&mut self, extraction: &Extraction) -> Result<(), ArchiveError> {
        match self.format {
            Format::Jsonl => self.line(2, &document(extraction, None, Tokens::LeftOut))?,
            Format::Ftm => self.line(0, &ftm::article(&extraction.document).to_string())?,
            _ => return Ok(()),
        }
        self.counts.documents += 1;
        Ok(())
    }

    /// Closes the files, gives them their names, and writes beside them what was asked and how much came out.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn finish(mut self, asked: Value) -> Result<Counts, ArchiveError> {
        if self.format == Format::Geojson {
            self.write(0, geojson::FRAME[1])?;
        }
        let counts = self.counts;
        let manifest = json!({
            "schema": "marsad.export/1",
            "program": concat!("marsad ", env!("CARGO_PKG_VERSION")),
            "format": self.format.name(),
            "asked": asked,
            "files": self.format.files(),
            "incidents": counts.incidents,
            "claims": counts.claims,
            "documents": counts.documents,
        });
        let unnamed = self.unnamed("manifest.json");
        fs::write(&unnamed, format!("{manifest:#}\n")).map_err(|cause| ArchiveError::Disk(unnamed, cause))?;
        let paths = self.format.files().iter().map(|name| self.folder.join(name)).collect::<Vec<_>>();
        for (sink, path) in self.sinks.drain(..).zip(&paths) {
            match sink {
                Sink::Csv(sheet) => sheet.finish().map_err(|cause| ArchiveError::Disk(path.clone(), cause))?,
                Sink::Parquet(sheet) => sheet.finish().map_err(|cause| ArchiveError::Parquet(path.clone(), cause))?,
                Sink::Lines(mut lines) => lines.flush().map_err(|cause| ArchiveError::Disk(path.clone(), cause))?,
            }
        }
        for name in self.format.files().iter().chain(&["manifest.json"]) {
            let path = self.folder.join(name);
            fs::rename(self.unnamed(name), &path).map_err(|cause| ArchiveError::Disk(path, cause))?;
        }
        Ok(counts)
    }

    fn sink(&self, place: usize, name: &str) -> Result<Sink, ArchiveError> {
        let path = self.unnamed(name);
        let disk = |cause| ArchiveError::Disk(path.clone(), cause);
        let file = File::create(&path).map_err(disk)?;
        let sheets = [&tables::INCIDENTS, &tables::FACTS, &tables::CLAIMS];
        let sheet = sheets.get(place).copied().unwrap_or(&tables::INCIDENTS);
        Ok(match self.format {
            Format::Csv => Sink::Csv(CsvSheet::create(file, sheet).map_err(disk)?),
            Format::Acled => Sink::Csv(CsvSheet::with_head(file, acled::COLUMNS).map_err(disk)?),
            Format::Ucdp => Sink::Csv(CsvSheet::with_head(file, ucdp::COLUMNS).map_err(disk)?),
            Format::Parquet => Sink::Parquet(
                ParquetSheet::create(file, sheet).map_err(|cause| ArchiveError::Parquet(path.clone(), cause))?,
            ),
            Format::Jsonl | Format::Geojson | Format::Plover | Format::Ftm => Sink::Lines(BufWriter::new(file)),
        })
    }

    /// Where a file stands until the export is whole.
    fn unnamed(&self, name: &str) -> PathBuf {
        self.folder.join(format!(".{name}.part"))
    }

    fn row(&mut self, place: usize, cells: Vec<super::sheet::Cell>) -> Result<(), ArchiveError> {
        let path = self.path(place);
        match self.sinks.get_mut(place) {
            Some(Sink::Csv(sheet)) => sheet.row(&cells).map_err(|cause| ArchiveError::Disk(path, cause)),
            Some(Sink::Parquet(sheet)) => sheet.row(cells).map_err(|cause| ArchiveError::Parquet(path, cause)),
            Some(Sink::Lines(_)) | None => Ok(()),
        }
    }

    fn line(&mut self, place: usize, line: &str) -> Result<(), ArchiveError> {
        self.write(place, line)?;
        self.write(place, "\n")
    }

    fn write(&mut self, place: usize, text: &str) -> Result<(), ArchiveError> {
        let path = self.path(place);
        match self.sinks.get_mut(place) {
            Some(Sink::Lines(lines)) => {
                lines.write_all(text.as_bytes()).map_err(|cause| ArchiveError::Disk(path, cause))
            }
            _ => Ok(()),
        }
    }

    fn path(&self, place: usize) -> PathBuf {
        self.format.files().get(place).map_or_else(|| self.folder.clone(), |name| self.folder.join(name))
    }
}

impl Drop for Archive {
    /// What was not finished leaves no half file behind.
    fn drop(&mut self) {
        for name in self.format.files().iter().chain(&["manifest.json"]) {
            let _ = fs::remove_file(self.unnamed(name));
        }
    }
}

/// Whether an export may take the place of an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replaces {
    /// A file that is there stays.
    Nothing,
    /// An earlier export in the folder is written anew.
    Earlier,
}
