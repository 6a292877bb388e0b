//! The README's picture of a screen: an SVG made from what the program prints with colours.

use std::fs;
use std::path::Path;

use crate::sandbox::{Run, Sandbox};

const COMMAND: &str = "ties overdue --limit 8";
/// Of one character, in pixels.
const WIDTH: usize = 8;
const HEIGHT: usize = 19;
const COLUMNS: usize = 88;

/// The lines of the screen, with the escapes of colours in them.
fn screen() -> Vec<String> {
    let sandbox = Sandbox::sample();
    sandbox.ties("index").ok();
    let line = format!("{COMMAND} --color always");
    let run = Run::of(sandbox.shell(&line).env("TIES_TABLE", "1").env("COLUMNS", COLUMNS.to_string()));
    let prompt = format!("\x1b[1m$ {COMMAND}\x1b[0m");
    std::iter::once(prompt).chain(run.ok().lines().map(str::to_owned)).collect()
}

/// What a terminal makes of the numbers of an escape.
fn class(numbers: &str) -> &'static str {
    match numbers {
        "0" | "" | "39" | "22" | "24" => "",
        "1" => "bold",
        "2" => "dim",
        "4" => "heading",
        "31" => "red",
        "36" => "cyan",
        other => match (other.contains("31"), other.contains('4'), other.contains('1')) {
            (true, ..) => "red",
            (_, true, _) => "heading",
            (.., true) => "bold",
            _ => "",
        },
    }
}

/// One line as text of an SVG.
fn line(at: usize, text: &str) -> String {
    let mut spans = String::new();
    let mut pieces = text.split("\x1b[");
    let mut add = |class: &str, text: &str| {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        match (class, text.as_str()) {
            (_, "") => {}
            ("", text) => spans.push_str(text),
            (class, text) => spans.push_str(&format!("<tspan class=\"{class}\">{text}</tspan>")),
        }
    };
    add("", pieces.next().unwrap_or_default());
    for piece in pieces {
        let (numbers, text) = piece.split_once('m').expect("only escapes of colours");
        add(class(numbers), text);
    }
    format!("<text x=\"16\" y=\"{}\">{spans}</text>\n", 50 + at * HEIGHT)
}

fn picture() -> String {
    let lines = screen();
    let (width, height) = (COLUMNS * WIDTH + 32, lines.len() * HEIGHT + 56);
    let text: String = lines.iter().enumerate().map(|(i, text)| line(i, text)).collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\">\n\
         <style>text {{ font: 13px ui-monospace, Menlo, Consolas, monospace; fill: #d8dee9; white-space: pre }} \
         .bold {{ font-weight: bold }} .dim {{ fill: #7b8494 }} .red {{ fill: #ff7b72 }} .cyan {{ fill: #76d9e6 }} \
         .heading {{ font-weight: bold; text-decoration: underline }}</style>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#1c2128\"/>\n\
         <circle cx=\"20\" cy=\"18\" r=\"6\" fill=\"#ff5f57\"/><circle cx=\"40\" cy=\"18\" r=\"6\" fill=\"#febc2e\"/>\
         <circle cx=\"60\" cy=\"18\" r=\"6\" fill=\"#28c840\"/>\n{text}</svg>\n"
    )
}

#[test]
fn the_picture_of_the_screen_is_what_the_program_prints() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/manual/screen.svg");
    let picture = picture();
    assert!(picture.contains("class=\"bold\"") && picture.contains("Kathleen Booth"), "{picture}");
    if crate::updates() {
        return fs::write(path, picture).expect("the picture can be written");
    }
    let kept = fs::read_to_string(path).expect("src/manual/screen.svg is there");
    assert!(kept == picture, "refresh src/manual/screen.svg with TIES_MANUAL_UPDATE=1 cargo test --test manual");
}
