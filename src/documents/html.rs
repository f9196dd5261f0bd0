//! Web pages: the article's text without menus, scripts and advertisements, and what the page
//! says of itself in its head.
//!
//! The article is found by [`dom_smoothie`], an implementation of Mozilla's Readability. Its
//! markup is then laid out as plain text: the title first, one line for each heading and item of
//! a list, paragraphs between blank lines. Places in the text are places in that layout, not in
//! the file ([`super::Document::extracted`]).

use dom_query::{Document as Page, NodeRef};
use dom_smoothie::Readability;
use encoding_rs::Encoding;
use serde_json::Value;

use super::metadata::{self, About};
use super::{Content, dates, decode};

/// Reads a `.html` or `.htm` file.
pub(super) fn read(bytes: &[u8]) -> Result<Content, String> {
    let html = decode::decode(bytes, declared(bytes))?;
    let html = html.trim_start_matches('\u{FEFF}');
    let too_deep =
        || "elements are nested too deeply for a page: save the article as plain text".to_string();
    if open_tags(html) > MOST_OPEN {
        return Err(too_deep());
    }
    let page = Page::from(html);
    if depth(&page) > DEEPEST {
        return Err(too_deep());
    }
    let mut about = of_head(&page);
    // On short pages the finder keeps them for want of better text.
    page.select("nav, footer, dialog, menu").remove();
    // The finder drops some line ends and joins the words beside them, but never drops text.
    page.select("br").replace_with_html(LINE_END.to_string());
    let whole = whole_page(&page);
    let text = match article(&page.html()) {
        Some((markup, found)) => {
            about = about.or(found);
            let text = laid_out(&Page::from(markup));
            let missed = text.len() < SCRAP && text.len() * 5 < whole.len();
            if missed { whole } else { text }
        }
        None => whole,
    };
    about.title = without_site(&about.title, &page);
    Ok(Content::taken_out(text, about))
}

/// Lays out a piece of HTML that is no page, such as the body of a mail or an entry of a feed;
/// `None` if it is nested too deeply.
pub(super) fn fragment(html: &str) -> Option<String> {
    if open_tags(html) > MOST_OPEN {
        return None;
    }
    let page = Page::from(html);
    if depth(&page) > DEEPEST {
        return None;
    }
    page.select("br").replace_with_html(LINE_END.to_string());
    Some(laid_out(&page))
}

/// Stands for `<br>` while the article is looked for: a code point that Unicode keeps out of all
/// text.
const LINE_END: char = '\u{FDD0}';

/// In bytes: less than an article has. Where the finder returns no more from a page with much
/// text, the page is no article (a list, a transcript in a table), and all of it is the text.
const SCRAP: usize = 400;

/// The finder walks the tree recursively in places; no article comes near this.
const DEEPEST: usize = 1000;

fn depth(page: &Page) -> usize {
    let mut deepest = 0;
    let mut stack = vec![(page.root(), 1)];
    while let Some((node, depth)) = stack.pop() {
        deepest = deepest.max(depth);
        stack.extend(node.children_it(false).map(|child| (child, depth + 1)));
    }
    deepest
}

/// The parser's time grows with the square of the elements open at once.
const MOST_OPEN: usize = 20_000;

/// How many elements are open at once at the most. Counts tags without parsing, so that elements
/// that need no end tag seem to stay open; hence the generous bound.
fn open_tags(html: &str) -> usize {
    const NO_END: [&str; 25] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
        "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot",
        "option", "param",
    ];
    let (mut open, mut most) = (0_usize, 0_usize);
    for (at, _) in html.match_indices('<') {
        let rest = &html[at + 1..];
        if rest.starts_with('/') {
            open = open.saturating_sub(1);
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let end = rest
                .find(|c: char| !c.is_ascii_alphanumeric())
                .unwrap_or(rest.len());
            let name = &rest[..end];
            if !NO_END.iter().any(|known| name.eq_ignore_ascii_case(known)) {
                open += 1;
                most = most.max(open);
            }
        }
    }
    most
}

/// The encoding in `<meta charset="…">` or `content="text/html; charset=…"`, which must stand in
/// the first 1024 bytes (we look at four times as many).
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    let head: String = head
        .iter()
        .map(|&byte| char::from(byte).to_ascii_lowercase())
        .collect();
    let (_, after) = head.split_once("charset")?;
    let label = after.trim_start().strip_prefix('=')?;
    let label = label.trim_start_matches([' ', '"', '\'']);
    let end = label
        .find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)))
        .unwrap_or(label.len());
    Encoding::for_label(&label.as_bytes()[..end])
        // A page that declares UTF-8 and is not valid UTF-8 has declared nothing.
        .filter(|encoding| *encoding != encoding_rs::UTF_8 && encoding.is_ascii_compatible())
}

/// The markup of the article, and what the finder says of it.
fn article(html: &str) -> Option<(String, About)> {
    let mut reader = Readability::new(html, None, None).ok()?;
    let article = reader.parse().ok()?;
    let about = About {
        title: one_line(&article.title),
        author: article
            .byline
            .as_deref()
            .and_then(author)
            .unwrap_or_default(),
        outlet: article
            .site_name
            .as_deref()
            .map(one_line)
            .unwrap_or_default(),
        published: article.published_time.as_deref().and_then(dates::stated),
        ..About::default()
    };
    Some((article.content.to_string(), about))
}

/// Words with one space between two.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Entities have no meaning in JSON, but many sites leave them in.
fn unescaped(text: &str) -> String {
    one_line(&html_escape::decode_html_entities(text))
}

fn author(text: &str) -> Option<String> {
    let text = one_line(text);
    let name = text
        .strip_prefix("By ")
        .or_else(|| text.strip_prefix("by "))
        .unwrap_or(&text);
    metadata::person(name)
}

/// JSON-LD, then `<meta>`, then `<time>`.
fn of_head(page: &Page) -> About {
    of_json_ld(page).or(of_meta(page))
}

/// The first article among the page's JSON-LD blocks, at any depth (many sites put it in a
/// `@graph`).
fn of_json_ld(page: &Page) -> About {
    let shown = one_line(&page.select("title").text()).to_lowercase();
    let mut about = About::default();
    for node in page.select(r#"script[type="application/ld+json"]"#).nodes() {
        let Ok(value) = serde_json::from_str::<Value>(node.text().trim()) else {
            continue;
        };
        if let Some(article) = find_article(&value) {
            let text = |key: &str| article.get(key).and_then(Value::as_str).map(unescaped);
            // Some sites put a summary where the headline should be; the page's title tells.
            let titles = [text("headline"), text("name")];
            let titles: Vec<String> = titles.into_iter().flatten().collect();
            let title = titles
                .iter()
                .find(|title| shown.contains(&title.to_lowercase()))
                .or(titles.first());
            about = about.or(About {
                title: title.cloned().unwrap_or_default(),
                author: article.get("author").map(names).unwrap_or_default(),
                outlet: article.get("publisher").map(names).unwrap_or_default(),
                published: text("datePublished").as_deref().and_then(dates::stated),
                ..About::default()
            });
        }
    }
    about
}

fn find_article(value: &Value) -> Option<&Value> {
    match value {
        Value::Array(values) => values.iter().find_map(find_article),
        Value::Object(fields) => {
            let is_article = |kind: &Value| {
                kind.as_str().is_some_and(|kind| {
                    kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
                })
            };
            let own = match fields.get("@type") {
                Some(Value::Array(kinds)) => kinds.iter().any(is_article),
                Some(kind) => is_article(kind),
                None => false,
            };
            if own {
                Some(value)
            } else {
                fields.get("@graph").and_then(find_article)
            }
        }
        _ => None,
    }
}

/// A name, a thing with a name, or a list of these.
fn names(value: &Value) -> String {
    match value {
        Value::String(name) if !name.contains("://") => unescaped(name),
        Value::Object(fields) => fields.get("name").map(names).unwrap_or_default(),
        Value::Array(values) => {
            let names: Vec<String> = values.iter().map(names).filter(|n| !n.is_empty()).collect();
            names.join(", ")
        }
        _ => String::new(),
    }
}

fn of_meta(page: &Page) -> About {
    let meta = |names: &[&str]| {
        names.iter().find_map(|name| {
            let selector = format!(
                r#"meta[property="{name}" i], meta[name="{name}" i], meta[itemprop="{name}" i]"#
            );
            let content = page.select(&selector).attr("content")?;
            let content = one_line(&content);
            (!content.is_empty()).then_some(content)
        })
    };
    let published = meta(DATE_NAMES)
        .as_deref()
        .and_then(dates::stated)
        .or_else(|| of_time(page));
    About {
        title: meta(&["og:title", "twitter:title", "dc.title"]).unwrap_or_default(),
        author: meta(&[
            "author",
            "article:author",
            "dc.creator",
            "parsely-author",
            "byl",
        ])
        .filter(|name| !name.contains("://"))
        .as_deref()
        .and_then(author)
        .unwrap_or_default(),
        outlet: meta(&["og:site_name", "application-name", "dc.publisher"])
            .or_else(|| {
                let address = page.select(r#"link[rel="canonical"]"#).attr("href")?;
                address
                    .contains("://")
                    .then(|| metadata::outlet(&address))
                    .flatten()
            })
            .unwrap_or_default(),
        published,
        ..About::default()
    }
}

/// Names under which pages state their day, the surest first.
const DATE_NAMES: &[&str] = &[
    "article:published_time",
    "datepublished",
    "date.published",
    "publishdate",
    "pubdate",
    "publish-date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dc.date.created",
    "dc.date",
    "dcterms.created",
    "dcterms.date",
    "date",
];

/// `<time datetime>`: one that is marked as the day of publication, else the first in the
/// article's header. Other times on a page belong to comments and to links.
fn of_time(page: &Page) -> Option<jiff::civil::Date> {
    [
        r#"time[itemprop="datePublished"], time[pubdate], time.published, time.entry-date"#,
        "article header time[datetime], main header time[datetime]",
        "article > time[datetime], article > p > time[datetime], article > div > time[datetime]",
    ]
    .iter()
    .find_map(|selector| {
        let found = page.select(selector);
        let node = found.nodes().first()?;
        let stated = node.attr("datetime").unwrap_or_else(|| node.text());
        dates::stated(&stated)
    })
}

/// The text of the page's body without what no page means as text.
fn whole_page(page: &Page) -> String {
    let body = Page::from(page.html());
    body.select("nav, header, footer, aside, form, dialog, menu")
        .remove();
    laid_out(&body)
}

/// The title without the name of the site behind or before it, where a heading of the page shows
/// which part that is: "Ferries collide - The Harbour Post".
fn without_site(title: &str, page: &Page) -> String {
    let heading = page
        .select("h1")
        .nodes()
        .iter()
        .map(|node| one_line(&node.text()))
        .find(|heading| {
            let rest = title.strip_prefix(heading.as_str());
            let rest = rest.or_else(|| title.strip_suffix(heading.as_str()));
            !heading.is_empty() && rest.is_some_and(|rest| rest.contains([' ', '|']))
        });
    heading.unwrap_or_else(|| title.to_string())
}

/// Puts the title above the text, unless the text begins with it.
pub(super) fn with_title(title: &str, text: String) -> String {
    let same = |line: &str| {
        let letters = |text: &str| -> String {
            text.chars()
                .filter(|c| c.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .collect()
        };
        letters(line) == letters(title)
    };
    if title.is_empty() || text.is_empty() || text.lines().take(3).any(same) {
        return text;
    }
    format!("{title}\n\n{text}")
}

/// Lays out a page as plain text.
fn laid_out(page: &Page) -> String {
    let mut layout = Layout::default();
    // Every node is entered and left.
    let mut stack: Vec<(NodeRef, bool)> = vec![(page.root(), true)];
    while let Some((node, enter)) = stack.pop() {
        if node.is_text() {
            let text = node.text();
            let as_typed = layout.as_typed > 0;
            let is_end = |c: char| c == LINE_END || (c == '\n' && as_typed);
            for (index, line) in text.split(is_end).enumerate() {
                if index > 0 {
                    layout.end_line(layout.breaks + 1);
                }
                layout.words(line);
            }
            continue;
        }
        let name = node.node_name().map(|name| name.to_ascii_lowercase());
        let name = name.as_deref().unwrap_or("");
        if SILENT.contains(&name) || node.is_comment() {
            continue;
        }
        match name {
            "li" | "tr" | "dt" | "dd" => layout.end_line(1),
            "td" | "th" => layout.space = true,
            "pre" if enter => layout.as_typed += 1,
            "pre" => layout.as_typed -= 1,
            _ => {}
        }
        if BLOCKS.contains(&name) {
            layout.end_line(2);
        }
        if enter {
            stack.push((node, false));
            stack.extend(node.children_it(true).map(|child| (child, true)));
        }
    }
    layout.text.truncate(layout.text.trim_end().len());
    layout.text.push('\n');
    layout.text
}

/// Elements whose text nobody reads.
const SILENT: &[&str] = &[
    "head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "button",
    "select", "textarea", "input", "audio", "video", "canvas",
];

/// Elements that stand between blank lines.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "details",
    "dialog",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
];

#[derive(Default)]
struct Layout {
    text: String,
    /// Line ends that are due before the next word.
    breaks: usize,
    /// Whether white space is due before the next word.
    space: bool,
    /// How many elements we are in whose line ends count.
    as_typed: usize,
}

impl Layout {
    fn words(&mut self, text: &str) {
        for (index, word) in text.split(char::is_whitespace).enumerate() {
            self.space |= index > 0;
            // Soft hyphens and zero-width spaces only say where a line may break.
            let word = word.replace(['\u{AD}', '\u{200B}', '\u{FEFF}'], "");
            if word.is_empty() {
                continue;
            }
            if !self.text.is_empty() {
                if self.breaks > 0 {
                    self.text.push_str(&"\n\n"[..self.breaks]);
                } else if self.space {
                    self.text.push(' ');
                }
            }
            self.breaks = 0;
            self.space = false;
            self.text.push_str(&word);
        }
    }

    /// One line end, or two and with them a blank line.
    fn end_line(&mut self, breaks: usize) {
        self.breaks = self.breaks.max(breaks.min(2));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page with a head and body of its own around a common article.
    fn page(head: &str, body: &str) -> String {
        let prose = "<p>Two ferries that were crossing the sound in heavy rain met at the mouth of \
            the harbour on Friday, and the smaller one sank within minutes, the harbour master \
            said. All forty-three people on board were safe by noon, he added.</p>";
        format!(
            "<html><head>{head}</head><body>{body}{}</body></html>",
            prose.repeat(3)
        )
    }

    fn about(head: &str, body: &str) -> [String; 4] {
        let about = read(page(head, body).as_bytes()).map(|content| content.about);
        let about = about.unwrap_or_default();
        [
            about.title,
            about.author,
            about.outlet,
            about
                .published
                .map(|day| day.to_string())
                .unwrap_or_default(),
        ]
    }

    #[test]
    fn an_article_is_laid_out_as_plain_text() {
        let html = include_bytes!("../../tests/data/documents/article.html");
        let expected = include_str!("../../tests/data/documents/article.txt");
        let content = read(html).unwrap_or_else(|reason| panic!("{reason}"));
        assert_eq!(content.text, expected);
        assert!(content.extracted);
        assert_eq!(content.about.author, "Anna Writer, Bo Ink");
        assert_eq!(content.about.title, "Smaller ferry sinks in the sound");
        assert_eq!(content.about.outlet, "The Harbour Post");
        assert_eq!(content.about.published, dates::iso("2014-03-22"));
    }

    #[test]
    fn what_pages_say_of_themselves() {
        // head, body → title, author, outlet, day
        let table = [
            (
                r#"<title>Ferries collide</title><meta property="article:published_time" content="2014-03-22T08:00:00Z"><meta name="Author" content="By Anna Writer">"#,
                "",
                ["Ferries collide", "Anna Writer", "", "2014-03-22"],
            ),
            (
                r#"<meta property="og:title" content="Ferries collide"><meta name="DC.date.issued" content="March 22, 2014"><link rel="canonical" href="https://www.h.example/a">"#,
                "",
                ["Ferries collide", "", "h.example", "2014-03-22"],
            ),
            (
                "<title>Ferries collide</title>",
                r#"<article><header><time datetime="2014-03-22">yesterday</time></header></article>"#,
                ["Ferries collide", "", "", "2014-03-22"],
            ),
            (
                "<title>Ferries collide</title>",
                r#"<p><time itemprop="datePublished">22 March 2014</time></p>"#,
                ["Ferries collide", "", "", "2014-03-22"],
            ),
            (
                "<title>Ferries - a short history of the sound - The Harbour Post</title>",
                "<h1>Ferries - a short history of the sound</h1>",
                ["Ferries - a short history of the sound", "", "", ""],
            ),
            (
                r#"<title>Ferries &amp; boats | Post</title><script type="application/ld+json">[{"@type": ["Article"], "headline": "What happened in the sound", "name": "ferries &#38; boats", "author": "Anna O&#039;Writer", "publisher": {"name": "Post"}}]</script>"#,
                "",
                ["ferries & boats", "Anna O'Writer", "Post", ""],
            ),
            // What says nothing: dates of changes, of comments, of other pages, ambiguous ones.
            (
                r#"<title>Ferries collide</title><meta name="date" content="03/04/2014"><meta property="article:author" content="https://h.example/anna">"#,
                r#"<div class="comment"><time datetime="2015-01-01">x</time></div>"#,
                ["Ferries collide", "", "", ""],
            ),
            (
                r#"<title>Ferries collide</title><script type="application/ld+json">{"@type": "Person", "name": "Anna"}</script><script type="application/ld+json">{broken</script>"#,
                "",
                ["Ferries collide", "", "", ""],
            ),
        ];
        for (head, body, expected) in table {
            assert_eq!(
                about(head, body),
                expected.map(String::from),
                "{head}{body}"
            );
        }
    }

    #[test]
    fn pages_that_are_no_articles_are_read_whole() {
        for (html, expected) in [
            ("<p>Short.</p>", "Short.\n"),
            ("plain words", "plain words\n"),
            (
                "<nav>Menu</nav><h1>A</h1><p>B<script>x</script></p><p>C",
                "A\n\nB\n\nC\n",
            ),
            ("<div>a<div>b</div>c</div>", "a\n\nb\n\nc\n"),
            ("a<br>b<br>\n<br>c<br><br><br>d", "a\nb\n\nc\n\nd\n"),
            (
                "<pre>Q. Who?\nA.  <b>He.</b>\n\n\nQ. When?</pre>",
                "Q. Who?\nA. He.\n\nQ. When?\n",
            ),
            (
                "<p>soft\u{AD}ware &lt;b&gt; &eacute;</p>",
                "software <b> é\n",
            ),
        ] {
            let content = read(html.as_bytes()).unwrap_or_else(|reason| panic!("{reason}"));
            assert_eq!(content.text, expected, "{html}");
        }
    }

    #[test]
    fn the_declared_encoding() {
        for (head, expected) in [
            ("<meta charset=windows-1251>", "а"),
            ("<META CHARSET=\"Windows-1251\">", "а"),
            (
                r#"<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">"#,
                "а",
            ),
            ("<meta charset=utf-8>", "à"),
            ("<meta charset=nonsense>", "à"),
            ("", "à"),
        ] {
            let mut html = page(head, "<p>here: ").into_bytes();
            let at = html
                .windows(6)
                .position(|w| w == b"here: ")
                .map_or(0, |at| at + 6);
            html.splice(at..at, [0xE0]);
            let content = read(&html).unwrap_or_else(|reason| panic!("{reason}"));
            let found = content.text.contains(&format!("here: {expected}"));
            assert!(found, "{head}: {}", content.text);
        }
    }

    #[test]
    fn markup_without_text_and_endless_markup() {
        let deep = format!("{}a", "<div>".repeat(100_000));
        assert!(read(deep.as_bytes()).is_err_and(|reason| reason.contains("nested")));
        for html in [
            "<html></html>",
            "<script>x</script>",
            "<p></p>",
            "<!-- a -->",
        ] {
            let content = read(html.as_bytes()).unwrap_or_else(|reason| panic!("{reason}"));
            assert_eq!(content.text.trim(), "", "{html}");
        }
        let deep = format!("{}a", "<div>".repeat(1_500));
        assert!(read(deep.as_bytes()).is_err_and(|reason| reason.contains("nested")));
        let unclosed = "<p>one<p>two<br>".repeat(5000);
        let content = read(unclosed.as_bytes()).unwrap_or_else(|reason| panic!("{reason}"));
        assert_eq!(content.text.matches("two").count(), 5000);
    }
}
