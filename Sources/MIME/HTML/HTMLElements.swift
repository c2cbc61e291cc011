/// What elements mean for the text.
enum HTMLElements {
  /// Those that stand on lines of their own.
  static let blocks: Set<HTMLName> = [
    "address", "article", "aside", "body", "center", "dd", "details", "dir", "div", "dl", "dt", "fieldset",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "legend",
    "li", "main",
    "menu", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr",
    "ul",
  ]

  /// Those with an empty line before and behind.
  static let paragraphs: Set<HTMLName> = [
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "pre", "table",
  ]

  /// Those whose content is no text for readers, and holds no markup.
  static let raw: Set<HTMLName> = [
    "script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp",
  ]

  /// Those that are never shown.
  static let hidden: Set<HTMLName> = ["template", "datalist", "audio", "video", "object", "select"]

  /// Those without an end tag.
  static let void: Set<HTMLName> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
  ]

  /// Those that another of the same name ends.
  static let endedByNext: Set<HTMLName> = ["p", "li", "td", "th", "tr", "dd", "dt", "option"]
}
