//! One list for each sort of thing: rules, readers, writers, reports.

/// Declares the modules named, and `LIST`, each one's kebab-case name with its `ITEM`.
///
/// `table! { Reader: hub, question }` makes `hub/mod.rs` or `hub.rs` a module and lists it as
/// `("hub", &hub::ITEM)`. For each name there is also a test of that name, which calls
/// `tests::item(name)` of the listing module. A prefix, `table! { Rule in "id/": … }`, stands
/// before each name.
macro_rules! table {
    ($item:ident in $prefix:literal: $($name:ident),+ $(,)?) => {
        $(mod $name;)+

        /// Every item with its name, sorted by name.
        pub static LIST: &[(&str, &$item)] = &[$(({
            const NAME: &str = concat!($prefix, stringify!($name));
            const KEBAB: [u8; NAME.len()] = crate::table::kebab(NAME);
            match std::str::from_utf8(&KEBAB) {
                Ok(name) => name,
                Err(_) => NAME,
            }
        }, &$name::ITEM)),+];

        #[cfg(test)]
        mod items {
            $(#[test]
            fn $name() {
                super::tests::item(&concat!($prefix, stringify!($name)).replace('_', "-"));
            })+
        }
    };
    ($item:ident: $($name:ident),+ $(,)?) => { table! { $item in "": $($name),+ } };
}

/// `name` with `-` for `_`, for [`table!`].
pub(crate) const fn kebab<const N: usize>(name: &str) -> [u8; N] {
    let mut bytes = [0; N];
    let mut at = 0;
    while at < N {
        let byte = name.as_bytes()[at];
        bytes[at] = if byte == b'_' { b'-' } else { byte };
        at += 1;
    }
    bytes
}
