import Bytes
import Passwords
import Testing

@Suite struct `A password file` {
  private static let hash = "$2a$04$qxRo.ftFoNep7ld/5jfKtuBTnGqff/fZVyj53mUC5sVf9dtDLAi/S"
  private static let other = "$2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"

  private func read(_ text: String) throws(PasswordFile.Fault) -> [ByteString: String] {
    try PasswordFile(parsing: Array(text.utf8)).hashes.mapValues(\.text)
  }

  @Test func `lists users with their hashes`() throws {
    #expect(try read("a:\(Self.hash)\nb c:\(Self.other)\n") == ["a": Self.hash, "b c": Self.other])
  }

  @Test(arguments: ["", "\n", "\r\n \t\n\n"])
  func `may list nobody`(text: String) throws {
    #expect(try read(text).isEmpty)
  }

  @Test func `may have empty lines, blanks around a line, any line ends and none at the end`() throws {
    #expect(
      try read("\n  a:\(Self.hash)\t\r\n\n\r\nb:\(Self.other)") == ["a": Self.hash, "b": Self.other]
    )
  }

  @Test func `holds the last of two lines for a user`() throws {
    #expect(try read("a:\(Self.hash)\na:\(Self.other)") == ["a": Self.other])
  }

  @Test func `takes any bytes for a name, also none`() throws {
    let bytes: [UInt8] = [0xFF, 0x00] + Array(":\(Self.hash)\n:\(Self.other)".utf8)
    let users = try PasswordFile(parsing: bytes).hashes
    #expect(Set(users.keys) == [ByteString([0xFF, 0x00]), ""])
  }

  @Test(arguments: [
    ("a", 1), ("a:", 1), ("a:secret", 1), ("a:b:\(hash)", 1), ("\n\na:\(hash)\n\(hash)\n", 4),
    ("a:\(hash) x", 1),
  ])
  func `has a fault, told by its line and not by what stands there`(text: String, line: Int) {
    let fault = #expect(throws: PasswordFile.Fault.self) { try read(text) }
    #expect(fault?.line == line)
    #expect(fault?.description == "line \(line) is not user:hash with a hash of bcrypt's")
  }
}
