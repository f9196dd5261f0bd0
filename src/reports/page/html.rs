//! Text as HTML: what a source wrote is shown, never obeyed.

use std::fmt::{self, Display, Formatter, Write};

/// Text between tags. A character that one cannot see, or that would turn the words around it, is
/// wrapped so that it reaches no further and its code can be shown; the text stays the same for
/// whoever copies it.
pub struct Text<'t>(pub &'t str);

impl Display for Text<'_> {
    fn fmt(&self, out: &mut Formatter) -> fmt::Result {
        for c in self.0.chars() {
            if is_unseen(c) {
                let code = u32::from(c);
                write!(out, "<span class=\"unseen\" data-code=\"U+{code:04X}\">")?;
                escape(c, out)?;
                out.write_str("</span>")?;
            } else {
                escape(c, out)?;
            }
        }
        Ok(())
    }
}

/// Text inside the double quotes of an attribute.
pub struct Attribute<'t>(pub &'t str);

impl Display for Attribute<'_> {
    fn fmt(&self, out: &mut Formatter) -> fmt::Result {
        self.0.chars().try_for_each(|c| escape(c, out))
    }
}

/// Text where no tag can stand (an option of a list), without the characters one cannot see.
pub fn plain(text: &str) -> String {
    let shown: String = text
        .chars()
        .map(|c| if is_unseen(c) { '\u{fffd}' } else { c })
        .collect();
    Attribute(&shown).to_string()
}

fn escape(c: char, out: &mut Formatter) -> fmt::Result {
    match c {
        '&' => out.write_str("&amp;"),
        '<' => out.write_str("&lt;"),
        '>' => out.write_str("&gt;"),
        '"' => out.write_str("&quot;"),
        '\'' => out.write_str("&#39;"),
        '\r' => out.write_str("&#13;"), // raw, it would be read as a line feed
        '\0' => out.write_char('\u{fffd}'), // HTML cannot hold it
        c => out.write_char(c),
    }
}

/// Whether a character cannot be seen and is no plain white space: controls, marks of direction,
/// separators of lines and paragraphs, spaces without width, tags. The joiners that several scripts
/// need are left alone.
fn is_unseen(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

/// "1 source", "2 sources".
pub fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_shown_and_never_obeyed() {
        let cases = [
            ("Six people", "Six people"),
            ("</script><!--", "&lt;/script&gt;&lt;!--"),
            ("a & b", "a &amp; b"),
            ("\"x\" 'y'", "&quot;x&quot; &#39;y&#39;"),
            ("one\r\ntwo", "one&#13;\ntwo"),
            (
                "\0",
                "<span class=\"unseen\" data-code=\"U+0000\">\u{fffd}</span>",
            ),
            (
                "\u{202e}",
                "<span class=\"unseen\" data-code=\"U+202E\">\u{202e}</span>",
            ),
            (
                "\u{2028}",
                "<span class=\"unseen\" data-code=\"U+2028\">\u{2028}</span>",
            ),
            ("می\u{200c}روم", "می\u{200c}روم"),
            ("&lt;", "&amp;lt;"),
        ];
        for (text, wanted) in cases {
            assert_eq!(Text(text).to_string(), wanted, "{text:?}");
        }
    }

    #[test]
    fn attributes_and_options_hold_no_markup() {
        let hostile = "\" autofocus onfocus=\"x()";
        assert!(!Attribute(hostile).to_string().contains('"'));
        assert_eq!(plain("a\u{202e}<b>"), "a\u{fffd}&lt;b&gt;");
    }
}
