import HogletServer
import Logging
import Testing

@Suite struct `A log` {
  @Test func `looks like MailHog's at info`() throws {
    let lines = LogLines()
    lines.logger().info("Using in-memory storage")
    let line = try #require(lines.all.first)
    #expect(line.wholeMatch(of: #/\d{4}/\d\d/\d\d \d\d:\d\d:\d\d Using in-memory storage\n/#) != nil)
  }

  @Test func `names other levels and puts facts behind the message, by name`() throws {
    let lines = LogLines()
    lines.logger().notice("gone", metadata: ["b": "2", "a": "1"])
    #expect(try #require(lines.all.first).hasSuffix(" notice: gone a=1 b=2\n"))
  }

  @Test func `does not let a peer write lines of its own`() throws {
    let lines = LogLines()
    lines.logger().debug("hello", metadata: ["smtp.helo": "a\r\n2026/01/01 forged\u{1B}[0m"])
    let line = try #require(lines.all.first)
    #expect(line.filter { $0 == "\n" }.count == 1)
    #expect(line.hasSuffix("smtp.helo=a\\r\\n2026/01/01 forged\\u{1B}[0m\n"))
  }

  @Test func `is JSON when asked`() throws {
    let lines = LogLines()
    lines.logger(.info, .json).warning("say \"hi\"", metadata: ["k\n": "v\u{1}"])
    let line = try #require(lines.all.first)
    let pattern =
      #/\{"time":"[-0-9]+T[:.0-9]+(Z|[-+][0-9:]+)","level":"warning","message":"say \\"hi\\"","k\\n":"v\\u0001"\}\n/#
    #expect(line.wholeMatch(of: pattern) != nil, "\(line)")
  }

  @Test func `leaves out what is below its level`() {
    let lines = LogLines()
    lines.logger(.info).debug("no")
    lines.logger(.info).info("yes")
    #expect(lines.all.count == 1)
  }
}
