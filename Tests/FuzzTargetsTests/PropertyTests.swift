import FuzzTargets
import PropertyTesting
import Testing

@Suite struct `A dialogue in any segmentation` {
  /// The decision that chooses each kind of dialogue.
  private static let kinds: [UInt8] = [0, 1, 2, 3]

  @Test(arguments: kinds)
  func `brings what was sent, and the same`(kind: UInt8) throws {
    try Property.check(runs: 120, size: 1_500) { choices in
      let decisions = (0..<choices.number(upTo: 2_000)).map { _ in choices.byte() }
      try FuzzTarget.dialogue.run([kind] + decisions)
    }
  }

  @Test(arguments: [FuzzTarget.smtp, .smtpClient, .http, .webSocket])
  func `breaks no rule, whatever is said`(target: FuzzTarget) throws {
    try Property.check(runs: 100) { choices in
      try target.run(choices.bytes(upTo: 300))
    }
  }
}

@Suite struct `What was read` {
  private static let words = [
    "from:", "-", "\"", "\\", " ", "a", "é", "has:attachment", "before:", "2026-11-27", "T07:30", "larger:",
    "20K",
    "header:", "=", ":", "<", ">", "@", ",", ";", "(", ")", "=?utf-8?q?a?=", "b.example", "\r\n ",
  ]

  @Test(arguments: [FuzzTarget.query, .addresses, .words, .parameters])
  func `is written and read the same`(target: FuzzTarget) throws {
    try Property.check(runs: 200) { choices in
      try target.run(choices.list(upTo: 30) { Array($0.pick(Self.words).utf8) }.flatMap(\.self))
    }
  }
}
