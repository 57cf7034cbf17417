//! The table of languages: words and marks, nothing that runs.

use super::language::{Family, Keys, Language, Quote};

/// A language of which nothing is known.
const BARE: Language = Language {
    names: "",
    family: Family::Words,
    keywords: "",
    types: "",
    constants: "",
    caseless: false,
    line_comments: &[],
    block_comments: &[],
    nested: false,
    quotes: &[Quote::line("\""), Quote::line("'")],
    prefixes: "",
    fenced_strings: false,
    letters: "",
    letters_begin: false,
    capitals: false,
    capital_functions: false,
    tags: false,
    decorators: false,
    attributes: false,
    preprocessor: false,
    patterns: false,
    bang: false,
    keys: Keys::None,
    plain_text: false,
    shell: false,
    here_mark: "",
};

/// What many languages took over from C.
const BRACES: Language = Language {
    line_comments: &["//"],
    block_comments: &[("/*", "*/")],
    capitals: true,
    constants: "false null true",
    ..BARE
};

/// Data in lines.
const DATA: Language = Language {
    line_comments: &["#"],
    constants: "false no null off on true yes ~",
    plain_text: true,
    ..BARE
};

pub(super) static LANGUAGES: &[Language] = &[
    Language {
        names: "python py py3 python3 gyp starlark",
        keywords: "and as assert async await break case class continue def del elif else except finally for from global if import in is lambda match nonlocal not or pass raise return self try while with yield",
        types: "bool bytearray bytes complex dict float frozenset int list object set str tuple type",
        constants: "Ellipsis False None NotImplemented True",
        line_comments: &["#"],
        quotes: &[Quote::lines("\"\"\""), Quote::lines("'''"), Quote::line("\""), Quote::line("'")],
        prefixes: "r b f u t br rb fr rf R B F",
        capitals: true,
        decorators: true,
        ..BARE
    },
    Language {
        names: "javascript js mjs cjs jsx node",
        keywords: JS_KEYWORDS,
        constants: JS_CONSTANTS,
        quotes: JS_QUOTES,
        letters: "$",
        letters_begin: true,
        patterns: true,
        tags: true,
        decorators: true,
        ..BRACES
    },
    Language {
        names: "typescript ts tsx mts cts",
        keywords: "abstract any as asserts async await break case catch class const continue debugger declare default delete do else enum export extends finally for from function get if implements import in infer instanceof interface is keyof let namespace new of override private protected public readonly return satisfies set static super switch this throw try type typeof var void while with yield",
        types: "bigint boolean never number object string symbol unknown",
        constants: JS_CONSTANTS,
        quotes: JS_QUOTES,
        letters: "$",
        letters_begin: true,
        patterns: true,
        tags: true,
        decorators: true,
        ..BRACES
    },
    Language {
        names: "json jsonc json5 jsonl webmanifest",
        line_comments: &["//"],
        block_comments: &[("/*", "*/")],
        constants: "false null true",
        keys: Keys::Quoted,
        ..BARE
    },
    Language {
        names: "rust rs",
        keywords: "as async await break const continue crate dyn else enum extern fn for if impl in let loop match mod move mut pub ref return self static struct super trait type union unsafe use where while yield",
        types: "bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize",
        constants: "false true",
        nested: true,
        quotes: &[Quote::lines("\""), Quote { one: true, ..Quote::line("'") }],
        prefixes: "b c r br cr",
        fenced_strings: true,
        attributes: true,
        bang: true,
        ..BRACES
    },
    Language {
        names: "go golang",
        keywords: "break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var",
        types: "any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr",
        constants: "false iota nil true",
        quotes: &[Quote::line("\""), Quote::line("'"), Quote::raw("`")],
        capital_functions: true,
        ..BRACES
    },
    Language {
        names: "java jsp",
        keywords: "abstract assert break case catch class const continue default do else enum exports extends final finally for goto if implements import instanceof interface module native new non-sealed open package permits private protected public record requires return sealed static strictfp super switch synchronized this throw throws transient try var volatile when while yield",
        types: "boolean byte char double float int long short void",
        quotes: &[Quote::lines("\"\"\""), Quote::line("\""), Quote::line("'")],
        decorators: true,
        ..BRACES
    },
    Language {
        names: "c h",
        keywords: "alignas alignof auto break case const constexpr continue default do else enum extern for goto if inline register restrict return sizeof static static_assert struct switch thread_local typedef typeof union volatile while",
        types: "FILE bool char double float int int8_t int16_t int32_t int64_t intptr_t long ptrdiff_t short signed size_t ssize_t uint8_t uint16_t uint32_t uint64_t uintptr_t unsigned void",
        constants: "NULL false nullptr true",
        preprocessor: true,
        ..BRACES
    },
    Language {
        names: "cpp c++ cc cxx hpp hxx arduino",
        keywords: "alignas alignof and asm auto break case catch class co_await co_return co_yield concept const consteval constexpr constinit const_cast continue decltype default delete do dynamic_cast else enum explicit export extern final for friend goto if inline mutable namespace new noexcept not operator or override private protected public register reinterpret_cast requires return sizeof static static_assert static_cast struct switch template this thread_local throw try typedef typeid typename union using virtual volatile while xor",
        types: "bool char char8_t char16_t char32_t double float int int8_t int16_t int32_t int64_t long map pair short signed size_t string string_view uint8_t uint16_t uint32_t uint64_t unique_ptr unordered_map unsigned vector void wchar_t",
        constants: "NULL false nullptr true",
        prefixes: "L R u U u8 LR uR UR",
        fenced_strings: true,
        preprocessor: true,
        ..BRACES
    },
    Language {
        names: "csharp cs c# dotnet",
        keywords: "abstract as async await base break case catch checked class const continue default delegate do else enum event explicit extern finally fixed for foreach from get goto if implicit in init interface internal is join let lock namespace new not operator orderby out override params partial private protected public readonly record ref required return sealed select set sizeof stackalloc static struct switch this throw try typeof unchecked unsafe using var virtual volatile when where while with yield",
        types: "bool byte char decimal double dynamic float int long nint nuint object sbyte short string uint ulong ushort void",
        quotes: &[Quote::raw("\"\"\""), CS_VERBATIM, Quote::line("\""), Quote::line("'")],
        capital_functions: true,
        preprocessor: true,
        ..BRACES
    },
    Language {
        names: "kotlin kt kts",
        keywords: "abstract actual annotation as break by catch class companion const constructor continue crossinline data do else enum expect external final finally for fun get if import in infix init inline inner interface internal is it lateinit noinline object open operator out override package private protected public reified return sealed set super suspend tailrec this throw try typealias val value var vararg when where while",
        nested: true,
        quotes: &[Quote::raw("\"\"\""), Quote::line("\""), Quote::line("'")],
        decorators: true,
        ..BRACES
    },
    Language {
        names: "swift",
        keywords: "actor any as associatedtype async await break case catch class continue convenience default defer deinit didSet do else enum extension fallthrough fileprivate final for func get guard if import in indirect init inout internal is isolated lazy let mutating nonisolated nonmutating open operator optional override precedencegroup private protocol public repeat required rethrows return self set some static struct subscript super switch throw throws try typealias unowned var weak where while willSet",
        constants: "false nil true",
        nested: true,
        quotes: &[Quote::lines("\"\"\""), Quote::line("\"")],
        decorators: true,
        preprocessor: true,
        ..BRACES
    },
    Language {
        names: "scala sc sbt",
        keywords: "abstract case catch class def derives do else end enum export extends extension final finally for given if implicit import inline lazy match new object opaque open override package private protected return sealed super then this throw trait try type using val var while with yield",
        nested: true,
        quotes: &[Quote::raw("\"\"\""), Quote::line("\""), Quote { one: true, ..Quote::line("'") }],
        prefixes: "s f",
        decorators: true,
        ..BRACES
    },
    Language {
        names: "dart",
        keywords: "abstract as assert async await base break case catch class const continue covariant default deferred do dynamic else enum export extends extension external factory final finally for get hide if implements import in interface is late library mixin new of on operator part required rethrow return sealed set show static super switch sync this throw try typedef var when while with yield",
        types: "bool double int num void",
        quotes: &[Quote::lines("\"\"\""), Quote::lines("'''"), Quote::line("\""), Quote::line("'")],
        prefixes: "r",
        decorators: true,
        ..BRACES
    },
    Language {
        names: "php php3 php8",
        keywords: "abstract and as break callable case catch class clone const continue declare default do echo else elseif empty enum extends final finally fn for foreach function global goto if implements include include_once instanceof insteadof interface isset list match namespace new or print private protected public readonly require require_once return self static switch throw trait try unset use var while xor yield",
        types: "array bool float int iterable mixed never object string void",
        constants: "FALSE NULL TRUE false null true",
        line_comments: &["//", "#"],
        quotes: &[Quote::lines("\""), Quote::lines("'")],
        letters: "$",
        letters_begin: true,
        attributes: true,
        here_mark: "<<<",
        ..BRACES
    },
    Language {
        names: "ruby rb irb rake gemspec",
        keywords: "BEGIN END alias and attr_accessor attr_reader attr_writer begin break case class def defined? do else elsif end ensure extend for if in include loop module next not or prepend private protected public raise redo require require_relative rescue retry return self super then undef unless until when while yield",
        constants: "false nil true",
        line_comments: &["#"],
        block_comments: &[("=begin", "=end")],
        quotes: &[Quote::lines("\""), Quote::lines("'"), Quote::line("`")],
        letters: "?",
        capitals: true,
        patterns: true,
        here_mark: "<<",
        ..BARE
    },
    Language {
        names: "sql mysql postgres postgresql pgsql plpgsql psql sqlite tsql plsql mssql bigquery",
        keywords: "add after all alter analyze and any as asc before begin between by cascade case check column commit conflict constraint create cross database declare default delete desc distinct do drop else end escape except execute exists explain fetch filter following for foreign from full function grant group having if ilike in index inner insert intersect into is isolation join key lateral left level like limit lock materialized merge natural not nothing nulls of offset on only or order outer over partition preceding primary procedure range recursive references rename replace returning returns revoke right rollback row rows savepoint schema select sequence set share some start table temporary then to transaction trigger truncate unbounded union unique update using vacuum values view when where window with work",
        types: "array bigint bigserial binary bit blob boolean bytea char character date datetime decimal double float int integer interval json jsonb nchar numeric nvarchar precision real serial smallint text time timestamp timestamptz tinyint uuid varchar varying xml zone",
        constants: "current_date current_timestamp false null true",
        caseless: true,
        line_comments: &["--"],
        block_comments: &[("/*", "*/")],
        quotes: &[Quote::raw("'"), Quote::raw("\""), Quote::raw("`")],
        ..BARE
    },
    Language {
        names: "bash sh shell zsh ksh fish shellscript",
        keywords: "case do done elif else esac eval exec exit export fi for function if in local readonly return select set shift source sudo then time trap unset until while",
        line_comments: &["#"],
        quotes: &[Quote::lines("\""), Quote::raw("'")],
        letters: "-./:+@",
        plain_text: true,
        shell: true,
        here_mark: "<<",
        ..BARE
    },
    Language {
        names: "powershell ps1 pwsh posh",
        keywords: "begin break catch class continue do else elseif end enum exit filter finally for foreach function if in param process return switch throw trap try until using while",
        constants: "$false $null $true",
        caseless: true,
        line_comments: &["#"],
        block_comments: &[("<#", "#>")],
        quotes: &[Quote::raw("\""), Quote::raw("'")],
        letters: "-$",
        letters_begin: true,
        ..BARE
    },
    Language {
        names: "dockerfile docker containerfile",
        keywords: "add arg as cmd copy entrypoint env expose from healthcheck label maintainer onbuild run shell stopsignal user volume workdir",
        caseless: true,
        line_comments: &["#"],
        letters: "-./:",
        plain_text: true,
        ..BARE
    },
    Language {
        names: "yaml yml",
        quotes: &[Quote::lines("\""), Quote::raw("'")],
        letters: "-./:",
        keys: Keys::Colon,
        ..DATA
    },
    Language {
        names: "toml",
        quotes: &[
            Quote::lines("\"\"\""),
            Quote::raw("'''"),
            Quote::line("\""),
            Quote { escapes: false, ..Quote::line("'") },
        ],
        keys: Keys::Equals,
        constants: "false inf nan true",
        ..DATA
    },
    Language {
        names: "ini properties dotenv env cfg conf editorconfig",
        line_comments: &["#", ";"],
        letters: "-./:",
        keys: Keys::Equals,
        ..DATA
    },
    Language {
        names: "hcl terraform tf",
        keywords: "data dynamic for for_each if in locals module output provider resource terraform variable",
        line_comments: &["#", "//"],
        block_comments: &[("/*", "*/")],
        constants: "false null true",
        keys: Keys::Equals,
        ..BARE
    },
    Language {
        names: "css scss less sass",
        keywords: "from to",
        constants: "auto inherit initial none unset",
        line_comments: &["//"],
        block_comments: &[("/*", "*/")],
        letters: "-",
        letters_begin: true,
        decorators: true,
        keys: Keys::Property,
        ..BARE
    },
    Language {
        names: "graphql gql",
        keywords: "directive enum extend fragment implements input interface mutation on query scalar schema subscription type union",
        types: "Boolean Float ID Int String",
        constants: "false null true",
        line_comments: &["#"],
        quotes: &[Quote::lines("\"\"\""), Quote::line("\"")],
        decorators: true,
        capitals: true,
        ..BARE
    },
    Language {
        names: "protobuf proto",
        keywords: "enum extend import message oneof option optional package repeated required reserved returns rpc service stream syntax",
        types: "bool bytes double fixed32 fixed64 float int32 int64 map sint32 sint64 string uint32 uint64",
        ..BRACES
    },
    Language {
        names: "lua",
        keywords: "and break do else elseif end for function goto if in local not or repeat return then until while",
        constants: "false nil true",
        line_comments: &["--"],
        block_comments: &[("--[[", "]]")],
        ..BARE
    },
    Language {
        names: "r rlang",
        keywords: "break else for function if in library next repeat return while",
        constants: "FALSE Inf NA NULL NaN TRUE",
        line_comments: &["#"],
        letters: ".",
        ..BARE
    },
    Language {
        names: "elixir ex exs",
        keywords: "after alias and case catch cond def defimpl defmacro defmodule defp defprotocol defstruct do else end fn for if import in not or quote raise receive require rescue try unless unquote use when with",
        constants: "false nil true",
        line_comments: &["#"],
        quotes: &[Quote::lines("\"\"\""), Quote::line("\""), Quote::line("'")],
        letters: "?",
        capitals: true,
        decorators: true,
        ..BARE
    },
    Language {
        names: "haskell hs",
        keywords: "case class data deriving do else family forall foreign if import in infix infixl infixr instance let module newtype of qualified then type where",
        line_comments: &["--"],
        block_comments: &[("{-", "-}")],
        nested: true,
        quotes: &[Quote::line("\""), Quote { one: true, ..Quote::line("'") }],
        letters: "'",
        capitals: true,
        ..BARE
    },
    Language {
        names: "makefile make mk",
        keywords: "define else endef endif export ifdef ifeq ifndef ifneq include override",
        line_comments: &["#"],
        letters: "-./",
        plain_text: true,
        ..BARE
    },
    Language {
        names: "nginx",
        line_comments: &["#"],
        keywords: "events http if location map server upstream",
        constants: "off on",
        plain_text: true,
        ..BARE
    },
    Language {
        names: "html xml xhtml svg vue svelte xsl xsd rss plist jinja htm",
        family: Family::Markup,
        ..BARE
    },
    Language { names: "diff patch udiff", family: Family::Diff, ..BARE },
    Language {
        names: "console shell-session shellsession terminal pycon doctest sh-session bash-session",
        family: Family::Console,
        ..BARE
    },
    Language { names: "markdown md mdx", family: Family::Markdown, ..BARE },
];

const JS_KEYWORDS: &str = "async await break case catch class const continue debugger default delete do else export extends finally for from function get if import in instanceof let new of return set static super switch this throw try typeof var void while with yield";

const JS_CONSTANTS: &str = "Infinity NaN false null true undefined";

const JS_QUOTES: &[Quote] =
    &[Quote::line("\""), Quote::line("'"), Quote { holes: true, ..Quote::lines("`") }];

/// `@"…"`, in which a backslash is a backslash.
const CS_VERBATIM: Quote = Quote { open: "@\"", close: "\"", ..Quote::raw("\"") };
