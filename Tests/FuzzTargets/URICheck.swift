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
    guard address.utf8.ranges(of: secret.utf8).count == 1 else { return }
    let shown = MongoAddress(address).shown
    try require(!shown.utf8.contains(secret.utf8), "no password is shown: \(address.debugDescription)")
  }
}
