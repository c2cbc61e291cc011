import CCrypt

/// What bcrypt made of a password: `$2a$04$` with 22 characters of salt and 31 of hash.
///
/// The variants `$2a`, `$2b` and `$2y` are taken: programs write one or the other and mean the same.
public struct PasswordHash: Hashable, Sendable {
  /// As much of a password as bcrypt looks at, in bytes.
  public static let significantLength = 72
  /// The costs there are: each is twice the work of the one before.
  public static let costs = 4...31

  private static let length = 60
  /// Where the salt ends and the hash begins.
  ///
  /// The last character of the salt has four bits that mean nothing, and not every program leaves them 0.
  private static let saltEnd = 29

  /// The text, as it stands in a file.
  public let text: String
  /// The logarithm of the work.
  public let cost: Int

  /// Reads a hash; nil if `text` is none of bcrypt's.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == Self.length, ["$2a$", "$2b$", "$2y$"].contains(where: text.hasPrefix),
      bytes[4...5].allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
      bytes[6] == UInt8(ascii: "$"), bytes[7...].allSatisfy(Self.isDigit),
      let cost = Int(text.dropFirst(4).prefix(2)), Self.costs.contains(cost)
    else { return nil }
    self.text = text
    self.cost = cost
  }

  /// Hashes a password with a salt of its own; nil if libcrypt cannot.
  ///
  /// - Parameters:
  ///   - password: Bytes of which those behind the 72nd, and behind a NUL, count for nothing.
  ///   - cost: One of `costs`.
  public init?(of password: [UInt8], cost: Int) {
    guard Self.costs.contains(cost) else { return nil }
    var setting = [CChar](repeating: 0, count: Int(hoglet_crypt_setting_size))
    let isMade = unsafe setting.withUnsafeMutableBufferPointer { setting in
      guard let setting = setting.baseAddress else { return false }
      return unsafe hoglet_crypt_setting(UInt(cost), setting)
    }
    guard isMade, let text = Self.hash(password, setting) else { return nil }
    self.init(text)
  }

  /// Whether this is the hash of `password`; blocks for as long as the cost says.
  ///
  /// How long the comparison takes says nothing about where the hashes part.
  public func matches(_ password: [UInt8]) -> Bool {
    guard let hash = Self.hash(password, text.utf8CString.map { $0 }) else { return false }
    let (found, wanted) = (Array(hash.utf8), Array(text.utf8))
    guard found.count == wanted.count else { return false }
    return (Self.saltEnd..<Self.length).reduce(0) { $0 | (found[$1] ^ wanted[$1]) } == 0
  }

  private static func hash(_ password: [UInt8], _ setting: [CChar]) -> String? {
    // Those behind the 72nd byte count for nothing, but libcrypt would refuse very many.
    let password = password.prefix(significantLength).map(CChar.init(bitPattern:)) + [0]
    var hash = [CChar](repeating: 0, count: Int(hoglet_crypt_hash_size))
    let isHashed = unsafe hash.withUnsafeMutableBufferPointer { hash in
      guard let hash = hash.baseAddress else { return false }
      return unsafe hoglet_crypt(password, setting, hash)
    }
    guard isHashed, let end = hash.firstIndex(of: 0) else { return nil }
    return String(decoding: hash[..<end].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Whether a byte is one of bcrypt's 64 digits.
  private static func isDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: ".")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
