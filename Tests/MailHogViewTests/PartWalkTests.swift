import MailHogView
import Testing

@Suite struct `A walk through the parts` {
  @Test func `goes into a part before it goes on`() {
    let inner =
      "Content-Type: multipart/alternative; boundary=i\r\n\r\n--i\r\n\r\ntext\r\n--i\r\n\r\nhtml\r\n--i--"
    let steps = walk(
      "Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\n\(inner)\r\n--o\r\n\r\nfile\r\n--o--"
    )
    #expect(steps == ["0 open", "0 text", "1 html", "2 --", "end 3", "1 file", "2 --", "end 3"])
  }

  @Test func `meets the end of a multipart that has no parts`() {
    #expect(walk("Content-Type: multipart/mixed\r\n\r\n--o\r\n\r\nx") == ["end 0"])
    #expect(walk("Content-Type: multipart/mixed; boundary=o\r\n\r\n--o--o") == ["end 0"])
    let inner = "Content-Type: multipart/mixed\r\n\r\nx"
    #expect(
      walk("Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\n\(inner)") == [
        "0 open", "end 0", "end 1",
      ]
    )
  }

  @Test func `takes multiparts apart twenty levels down, and shows the next as text`() {
    var text = "deepest"
    for level in (1...30).reversed() {
      text = "Content-Type: multipart/mixed; boundary=b\(level)-\r\n\r\n--b\(level)-\r\n\(text)"
    }
    let steps = walk(text)
    #expect(steps.count { $0 == "0 open" } == 19)
    #expect(steps.count { $0 == "end 1" } == 20)
    #expect(steps.count == 40)
    #expect(steps[19].hasPrefix("0 --b21-\r\nContent-Type: multipart/mixed; boundary=b22-"))
  }

  /// What the walk comes across: index and body of each part, or that it is opened.
  private func walk(_ text: String) -> [String] {
    let sample = Sample(text)
    let data = sample.data
    guard let multipart = sample.content.multipart else { return [] }
    var (walk, steps) = (PartWalk(through: multipart), [String]())
    while let step = walk.next(in: data.span) {
      switch step {
      case .part(let part, let index, let isOpened):
        steps.append("\(index) \(isOpened ? "open" : sample.text(at: part.body))")
      case .end(let count):
        steps.append("end \(count)")
      }
    }
    return steps
  }
}
