//! Tables as Parquet: every column optional, so that the unknown is a null.

use std::fs::File;
use std::sync::Arc;

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;

use super::sheet::{Cell, Kind, Sheet};

/// Rows that are kept in memory before they are written as one group.
const GROUP: usize = 8192;

/// One table being written.
pub(super) struct ParquetSheet {
    writer: SerializedFileWriter<File>,
    columns: &'static [(&'static str, Kind)],
    rows: Vec<Vec<Cell>>,
}

impl ParquetSheet {
    /// A table with its schema.
    pub(super) fn create(file: File, sheet: &Sheet) -> Result<Self> {
        let fields = sheet.columns.iter().map(|(name, kind)| field(name, *kind)).collect::<Result<_>>()?;
        let schema = Type::group_type_builder(sheet.name).with_fields(fields).build()?;
        let properties = WriterProperties::builder().set_created_by("marsad".to_owned()).build();
        let writer = SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties))?;
        Ok(Self { writer, columns: sheet.columns, rows: Vec::new() })
    }

    /// One row.
    pub(super) fn row(&mut self, cells: Vec<Cell>) -> Result<()> {
        self.rows.push(cells);
        if self.rows.len() < GROUP { Ok(()) } else { self.group() }
    }

    /// The last rows and the foot.
    pub(super) fn finish(mut self) -> Result<()> {
        self.group()?;
        self.writer.close().map(|_| ())
    }

    fn group(&mut self) -> Result<()> {
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() {
            return Ok(());
        }
        let mut group = self.writer.next_row_group()?;
        for (place, (_, kind)) in self.columns.iter().enumerate() {
            let Some(mut column) = group.next_column()? else { break };
            let cells = rows.iter().filter_map(|row| row.get(place));
            write(&mut column, *kind, cells)?;
            column.close()?;
        }
        group.close().map(|_| ())
    }
}

fn field(name: &str, kind: Kind) -> Result<Arc<Type>> {
    let (physical, logical) = match kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Whole => (Physical::INT64, None),
        Kind::Real => (Physical::DOUBLE, None),
        Kind::Flag => (Physical::BOOLEAN, None),
    };
    let builder = Type::primitive_type_builder(name, physical);
    Ok(Arc::new(builder.with_repetition(Repetition::OPTIONAL).with_logical_type(logical).build()?))
}

/// The cells that hold something, and beside them which do.
fn write<'t>(column: &mut SerializedColumnWriter<'_>, kind: Kind, cells: impl Iterator<Item = &'t Cell>) -> Result<()> {
    let (mut texts, mut wholes, mut reals, mut flags, mut levels) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for cell in cells {
        let is_known = match cell {
            Cell::Text(text) => text.as_ref().map(|text| texts.push(ByteArray::from(text.as_str()))).is_some(),
            Cell::Whole(whole) => whole.map(|whole| wholes.push(whole)).is_some(),
            Cell::Real(real) => real.map(|real| reals.push(real)).is_some(),
            Cell::Flag(flag) => flag.map(|flag| flags.push(flag)).is_some(),
        };
        levels.push(i16::from(is_known));
    }
    match kind {
        Kind::Text => column.typed::<ByteArrayType>().write_batch(&texts, Some(&levels), None),
        Kind::Whole => column.typed::<Int64Type>().write_batch(&wholes, Some(&levels), None),
        Kind::Real => column.typed::<DoubleType>().write_batch(&reals, Some(&levels), None),
        Kind::Flag => column.typed::<BoolType>().write_batch(&flags, Some(&levels), None),
    }
    .map(|_| ())
}
