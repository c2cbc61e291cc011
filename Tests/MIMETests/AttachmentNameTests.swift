import Bytes
import MIME
import Testing

@Suite struct `The name of an attachment` {
  private func safe(_ name: String) -> String { AttachmentName.safe(ByteString(name)).description }

  @Test(arguments: [
    ("a.txt", "a.txt"), ("dir/a.txt", "a.txt"), ("dir\\a.txt", "a.txt"), ("a/b\\c/d.txt", "d.txt"),
    ("  a b  ", "a b"), ("x/  a ", "a"), ("a\u{1}\r\nb\u{7F}", "ab"), ("\u{1} a \u{1}", "a"),
    ("é/日本.pdf", "日本.pdf"), ("...", ""), ("x/..", ""), (" .. ", ""), ("..a", "..a"), ("   ", ""), ("", ""),
    ("/", ""), ("C:a", "C:a"), ("a\u{0}/../b", "b"),
  ])
  func `is the last of a path, without what no name has`(name: String, expected: String) {
    #expect(safe(name) == expected)
  }

  @Test(arguments: ["a", "é", "日", "😀"])
  func `has 255 bytes at the most and is cut between characters`(character: String) {
    for shift in 0..<4 {
      let prefix = String(repeating: "x", count: shift)
      let name = safe(prefix + String(repeating: character, count: 300))
      let fit = (255 - shift) / character.utf8.count
      #expect(name == prefix + String(repeating: character, count: fit))
      // What just fits stays whole.
      #expect(safe(name) == name)
    }
  }

  /// A header may have a name of many megabytes: to take the spaces off one by one took minutes.
  @Test(.timeLimit(.minutes(10))) func `takes time in proportion to its length`() {
    #expect(safe("x/" + String(repeating: " ", count: 4_000_000) + "a") == "a")
  }
}
