//! How a record is made of fields, each of which the replica keeps under a key of its own.
//!
//! What only makes sense together is one field; what two people may change apart is not. A field at its default
//! is absent: it has no key. The macro says this once for every kind of record, so that a record's fields, their
//! keys, their encoding and the swap that undo rests on cannot drift apart.

use yrs::Any;
use yrs::encoding::serde::{from_any, to_any};

use serde::Serialize;
use serde::de::DeserializeOwned;
use thiserror::Error;

/// A field that could not be read from a replica.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FieldError {
    /// A key that this version does not know. It stays in the replica, for the version that wrote it.
    #[error("the field {0:?} is not known")]
    Unknown(String),
    /// The value is not what the key promises.
    #[error("the value of the field {field:?} could not be read: {reason}")]
    Malformed {
        /// The field's key.
        field: String,
        /// What the decoder said.
        reason: String,
    },
}

/// The value as the replica holds it; nothing where the field is absent.
pub(crate) fn encode<T: Serialize + Default + PartialEq>(value: &T) -> Option<Any> {
    if *value == T::default() {
        return None;
    }
    Some(to_any(value).expect("the model's types have text keys and finite numbers, which is all that to_any asks"))
}

/// The value that the replica holds, or the field's default where it is absent.
pub(crate) fn decode<T: DeserializeOwned + Default>(field: &str, value: Option<&Any>) -> Result<T, FieldError> {
    value.map_or_else(
        || Ok(T::default()),
        |any| {
            from_any(any)
                .map_err(|error| FieldError::Malformed { field: field.to_owned(), reason: error.to_string() })
        },
    )
}

/// Declares a record and the enum of its fields.
///
/// `put` sets one field and gives back what it replaced; `fields` lists what is not at its default.
macro_rules! record {
    (
        $(#[$doc:meta])*
        $record:ident, $(#[$field_doc:meta])* $field:ident {
            $($(#[$name_doc:meta])* $name:ident: $variant:ident($type:ty) = $key:literal,)+
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $record {
            $($(#[$name_doc])* pub $name: $type,)+
        }

        $(#[$field_doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub enum $field {
            $($(#[$name_doc])* $variant($type),)+
        }

        impl $record {
            /// Sets one field and gives back what stood there.
            pub fn put(&mut self, field: $field) -> $field {
                match field {
                    $($field::$variant(value) => $field::$variant(std::mem::replace(&mut self.$name, value)),)+
                }
            }

            /// What the record holds where `field` would go.
            #[must_use]
            pub fn get(&self, field: &$field) -> $field {
                match field {
                    $($field::$variant(_) => $field::$variant(self.$name.clone()),)+
                }
            }

            /// True where every field is at its default.
            #[must_use]
            pub fn is_blank(&self) -> bool {
                $(self.$name == <$type>::default())&&+
            }

            /// The fields that are not at their default.
            #[must_use]
            pub fn fields(&self) -> Vec<$field> {
                let mut fields = Vec::new();
                $(if self.$name != <$type>::default() {
                    fields.push($field::$variant(self.$name.clone()));
                })+
                fields
            }
        }

        impl $field {
            /// The key of this field within its record.
            #[must_use]
            pub fn key(&self) -> &'static str {
                match self { $(Self::$variant(_) => $key,)+ }
            }

            /// The value as the replica holds it; nothing where it is the default.
            #[must_use]
            pub fn encode(&self) -> Option<yrs::Any> {
                match self { $(Self::$variant(value) => $crate::domain::record::encode(value),)+ }
            }

            /// Reads the field `key` from a replica's value, or its default from none.
            ///
            /// # Errors
            /// The key is unknown, or the value is of another shape.
            pub fn decode(key: &str, value: Option<&yrs::Any>) -> Result<Self, $crate::domain::record::FieldError> {
                match key {
                    $($key => $crate::domain::record::decode(key, value).map(Self::$variant),)+
                    _ => Err($crate::domain::record::FieldError::Unknown(key.to_owned())),
                }
            }
        }
    };
}

pub(crate) use record;
