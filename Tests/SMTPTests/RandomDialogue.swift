/// Numbers that look random and are the same in every run (SplitMix64).
struct RepeatableRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

/// Dialogues that no sane client would hold, put together from pieces that each mean something.
enum RandomDialogue {
  private static let pieces = [
    "\r\n", "\r\n", "\r\n", "\r", "\n", ".", "..", "\r\n.\r\n", "\r\n..\r\n", "\n.\n", "\r.\r", " ", "\u{0}",
    "é", "x",
    "EHLO x", "HELO", "MAIL FROM:<a@b.c>", "MAIL FROM:<>", " SIZE=9", " SIZE=99999999999999999999",
    " BODY=BINARYMIME",
    "RCPT TO:<d@e.f>", " NOTIFY=NEVER", "DATA", "BDAT 3", "BDAT 0", " LAST", "BDAT 9223372036854775807",
    "BDAT x",
    "AUTH PLAIN", "AUTH LOGIN", " AHUAcA==", "*", "RSET", "NOOP", "VRFY", "QUIT",
    "0123456789012345678901234567890",
  ]

  /// The bytes of some 60 pieces behind a start that leads deep enough.
  static func make(_ random: inout RepeatableRandom) -> [UInt8] {
    let starts = [
      "", "EHLO x\r\n", "EHLO x\r\nMAIL FROM:<a@b.c>\r\n", "EHLO x\r\nMAIL FROM:<a@b.c>\r\nDATA\r\n",
    ]
    var bytes = Array((starts.randomElement(using: &random) ?? "").utf8)
    for _ in 0..<60 { bytes += Array((pieces.randomElement(using: &random) ?? "").utf8) }
    return bytes
  }

  /// The bytes of some 40 pieces that matter to the text behind DATA, and its end.
  static func makeText(_ random: inout RepeatableRandom) -> [UInt8] {
    let pieces = [
      "\r\n", "\r", "\n", ".", "..", "\r\n.", "x", "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy",
    ]
    var bytes: [UInt8] = []
    for _ in 0..<40 { bytes += Array((pieces.randomElement(using: &random) ?? "").utf8) }
    return bytes + Array("\r\n.\r\n".utf8)
  }
}
