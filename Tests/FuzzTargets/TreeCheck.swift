import Bytes
import Charsets
import MIME

/// Takes a message apart, and reads all that is in it.
enum TreeCheck {
  private static let charsets = IconvCharsets()

  static func run(_ input: [UInt8]) throws(Finding) {
    let tree = MIMETree(input.span)
    try require(!tree.parts.isEmpty, "a message is a part")
    for (index, part) in tree.parts.enumerated() {
      try checkPlace(of: index, part, in: tree, count: input.count)
      try checkHeader(of: index, in: tree, input)
      if part.kind == .leaf { try checkContent(of: index, in: tree, input) }
    }
    for defect in tree.defects + tree.contentDefects(in: input.span) {
      try require((0...input.count).contains(defect.offset), "a defect has a place")
    }
    try checkWhole(tree, input)
  }

  private static func checkPlace(
    of index: Int,
    _ part: Part,
    in tree: MIMETree,
    count: Int
  ) throws(Finding) {
    try require(part.header.upperBound <= part.body.lowerBound, "a header lies before its body")
    try require(part.body.upperBound <= count, "a part lies in the message")
    try require(part.end > index && part.end <= tree.parts.count, "parts are in order")
    guard let parent = part.parent else {
      return try require(index == 0, "only the message lies in nothing")
    }
    try require(parent < index && tree.parts[parent].end >= part.end, "a part lies behind what it is in")
    try require(tree.parts[parent].depth == part.depth - 1 && part.depth <= 100, "depth is counted")
    let outer = tree.parts[parent].body
    try require(
      outer.lowerBound <= part.header.lowerBound && part.body.upperBound <= outer.upperBound,
      "a part lies within what it is in"
    )
  }

  private static func checkHeader(of index: Int, in tree: MIMETree, _ input: [UInt8]) throws(Finding) {
    var end = tree.parts[index].header.lowerBound
    for field in tree.fields(of: index, in: input.span) {
      try require(
        field.name.lowerBound >= end && field.value.upperBound <= tree.parts[index].header.upperBound,
        "a field lies in its header"
      )
      end = field.value.upperBound
    }
  }

  /// Content is the same in pieces of any size, and text is UTF-8.
  private static func checkContent(of index: Int, in tree: MIMETree, _ input: [UInt8]) throws(Finding) {
    let content = tree.content(of: index, in: input.span)
    try require(content.count <= input.count, "content is no longer than what it came from")
    for size in [1, 5, 64] {
      var reader = ContentReader(tree.parts[index])
      var pieces: [UInt8] = []
      while !reader.isAtEnd { reader.read(from: input.span, size: size, into: &pieces) }
      try require(pieces == content, "content does not depend on the size of pieces")
    }
    let text = tree.bodyText(of: index, in: input.span, charsets: charsets)
    try require(Scan.lengthOfUTF8(in: text.bytes.span) == text.count, "text is UTF-8")
    try checkFiles(in: content)
  }

  /// Files are the same whether the text comes as a whole or in pieces of any size.
  private static func checkFiles(in content: [UInt8]) throws(Finding) {
    let files = EmbeddedFile.all(in: content.span)
    for file in files {
      try require(file.content(in: content.span).count == file.size, "a file is as long as it says")
      try require(file.size <= file.range.count, "a file is no longer than its lines")
    }
    for size in [1, 7, 100] {
      var finder = EmbeddedFileFinder()
      for start in stride(from: 0, to: max(content.count, 1), by: size) {
        let end = min(start + size, content.count)
        finder.read(content.span.extracting(start..<end), isLast: end == content.count)
      }
      try require(finder.files == files, "files do not depend on the size of pieces")
    }
  }

  /// A file within text is the same whether it is read as a whole or in pieces.
  private static func checkPieces(
    of attachment: Attachment,
    in tree: MIMETree,
    _ input: [UInt8]
  ) throws(Finding) {
    guard let file = attachment.file else { return }
    let text = tree.content(of: attachment.part, in: input.span)
    for size in [1, 7, 100] {
      var reader = AttachmentReader(tree, attachment)
      var pieces: [UInt8] = []
      while !reader.isAtEnd { reader.read(from: input.span, size: size, into: &pieces) }
      try require(pieces == file.content(in: text.span), "a file does not depend on the size of pieces")
    }
  }

  private static func checkWhole(_ tree: MIMETree, _ input: [UInt8]) throws(Finding) {
    for attachment in tree.attachments(in: input.span, charsets: charsets) {
      let name = attachment.name.bytes
      try require(
        !name.contains(UInt8(ascii: "/")) && !name.contains(ASCII.null) && name.count <= 255,
        "a name is no path"
      )
      try require(tree.parts.indices.contains(attachment.part), "an attachment is a part")
      try checkPieces(of: attachment, in: tree, input)
    }
    let snippet = Snippet.make(of: tree.plainText(in: input.span, charsets: charsets).bytes.span)
    try require(Scan.lengthOfUTF8(in: snippet.bytes.span) == snippet.count, "a snippet is UTF-8")
    if !tree.readsDifferently(in: input.span, charsets: charsets) {
      for (index, part) in tree.parts.enumerated() where part.kind == .leaf && part.media != .other {
        let text = tree.bodyText(of: index, in: input.span, charsets: charsets).bytes
        let mark = Array("\u{FEFF}".utf8)
        let body = Array(input[part.body])
        try require(text == body || mark + text == body, "what reads as it stands is as it stands")
      }
    }
  }
}
