import MongoStore

/// Takes the input for the address of a database, alone and around a password that nobody may see.
enum URICheck {
  private static let secret = "s3cr3t"

  static func run(_ input: [UInt8]) throws(Finding) {
    let text = String(decoding: input, as: UTF8.self)
    let shown = MongoAddress(text).shown
    // By scalars, as a mark that combines makes another character of one of these.
    let marks = shown.unicodeScalars.filter { $0 == "@" || $0 == "?" }
    try require(marks.isEmpty, "neither users nor options are shown")
    try require(shown.utf8.count <= text.utf8.count + 3, "what is shown is part of the address")
    let halves = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    let rest = halves.count > 1 ? String(halves[1]) : "localhost"
    for scheme in ["mongodb://", "mongodb+srv://", ""] {
      for secret in ["user:\(secret)", "\(halves[0]):\(secret)", "\(secret)\(halves[0])"] {
        try check("\(scheme)\(secret)@\(rest)")
      }
      try check("\(scheme)localhost/?\(halves[0])=\(secret)&\(rest)")
      try check("\(scheme)localhost?\(halves[0])=\(secret)&\(rest)")
    }
  }

  private static func check(_ address: String) throws(Finding) {
    // An input that has found the word may say it elsewhere, where it is no password.
    guard occurrences(in: address) == 1 else { return }
    let shown = MongoAddress(address).shown
    try require(occurrences(in: shown) == 0, "no password is shown: \(address.debugDescription)")
  }

  /// How often the secret is said, as bytes: to a string, a mark that combines with its last letter hides it.
  private static func occurrences(in text: String) -> Int {
    let bytes = Array(text.utf8)
    guard bytes.count >= secret.utf8.count else { return 0 }
    return (0...bytes.count - secret.utf8.count).count { bytes[$0...].starts(with: secret.utf8) }
  }
}
