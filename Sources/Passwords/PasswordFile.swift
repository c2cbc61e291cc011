public import Bytes

/// Who may come in: the users and the hashes of their passwords, as a file lists them.
///
/// A line is `user:hash`; blanks around it and empty lines do not count. Of two lines for a user the last holds.
public struct PasswordFile: Equatable, Sendable {
  /// What is wrong with a line; never what stands there, as it may be a password.
  public struct Fault: Error, Equatable, CustomStringConvertible {
    /// Counted from 1.
    public let line: Int

    /// The line's number and what should be there.
    public var description: String { "line \(line) is not user:hash with a hash of bcrypt's" }
  }

  /// The hash of each user's password.
  public let hashes: [ByteString: PasswordHash]

  /// Reads the bytes of a file.
  public init(parsing bytes: [UInt8]) throws(Fault) {
    var hashes: [ByteString: PasswordHash] = [:]
    let lines = bytes.split(separator: ASCII.lineFeed, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let line = Self.trimmed(line)
      if line.isEmpty { continue }
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")),
        let hash = PasswordHash(String(decoding: line[(colon + 1)...], as: UTF8.self))
      else { throw Fault(line: index + 1) }
      hashes[ByteString(Array(line[..<colon]))] = hash
    }
    self.hashes = hashes
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    func isBlank(_ byte: UInt8) -> Bool { byte.isASCIIBlank || byte == ASCII.carriageReturn }
    var line = line.drop(while: isBlank)
    while let last = line.last, isBlank(last) { line.removeLast() }
    return line
  }
}
