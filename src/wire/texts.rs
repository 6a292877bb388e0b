//! The text fields of a row: a column for each row of the table of fields.
//!
//! Owns where these columns are among the others. Must not know what the fields mean.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::model::TextField;
use crate::model::field::Texts;

/// The columns that follow the company.
const BESIDE_COMPANY: [TextField; 3] = [TextField::Role, TextField::City, TextField::Country];

/// Those columns, or all the others. None is ever left out.
#[derive(Clone, Debug, Default)]
pub struct TextColumns<const ARE_BESIDE_COMPANY: bool>(Texts);

impl<const ARE_BESIDE_COMPANY: bool> TextColumns<ARE_BESIDE_COMPANY> {
    pub fn of(texts: &Texts) -> Self {
        let mut columns = Texts::default();
        for (field, text) in texts.iter().filter(|(field, _)| Self::has(*field)) {
            columns[field] = Some(text.clone());
        }
        TextColumns(columns)
    }

    fn has(field: TextField) -> bool {
        // A row always has a status of its own making.
        field != TextField::Status && BESIDE_COMPANY.contains(&field) == ARE_BESIDE_COMPANY
    }
}

impl<const ARE_BESIDE_COMPANY: bool> Serialize for TextColumns<ARE_BESIDE_COMPANY> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for field in TextField::ALL.iter().filter(|field| Self::has(**field)) {
            map.serialize_entry(field.spelling(), &self.0[*field])?;
        }
        map.end()
    }
}
