import Bytes
import Passwords
import Testing

@Suite struct `The hash of a password` {
  /// From the implementation that bcrypt's users compare theirs with; C and X repeated are its salts.
  @Test(
    arguments: [
      ("$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW", Array("U*U".utf8)),
      ("$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK", Array("U*U*".utf8)),
      ("$2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a", Array("U*U*U".utf8)),
      ("$2a$05$CCCCCCCCCCCCCCCCCCCCC.7uG0VCzI2bS7j6ymqJi9CdcdxiRTWNy", []),
      ("$2y$05$/OK.fbVrR/bpIqNJ5ianF.Sa7shbm4.OzKpvFnX1pQLmQW96oUlCq", [0xA3]),
      (
        "$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui",
        Array(
          "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789chars after 72 are ignored"
            .utf8
        )
      ),
    ] as [(String, [UInt8])]
  )
  func `is what bcrypt makes of it`(text: String, password: [UInt8]) throws {
    let hash = try #require(PasswordHash(text))
    #expect(hash.matches(password))
    #expect(!hash.matches([0x21] + password))
    #expect(hash.text == text)
  }

  /// C ends a text there.
  @Test func `ends with a NUL of the password`() throws {
    let hash = try #require(PasswordHash(of: Array("secret\0rest".utf8), cost: 4))
    #expect(hash.matches(Array("secret".utf8)))
    #expect(hash.matches(Array("secret\0other".utf8)))
    #expect(!hash.matches(Array("secre".utf8)))
    let empty = try #require(PasswordHash(of: [0, 1, 2], cost: 4))
    #expect(empty.matches([]))
  }

  @Test(arguments: [[0x80], [0xFF], [0xFF, 0xFF, 0xA3], [0x7F], Array("пароль".utf8), [0x0A]] as [[UInt8]])
  func `tells bytes beyond ASCII apart`(password: [UInt8]) throws {
    let hash = try #require(PasswordHash(of: password, cost: 4))
    #expect(hash.matches(password))
    for index in password.indices {
      for bit in [0x01, 0x80] as [UInt8] {
        var other = password
        other[index] ^= bit
        #expect(!hash.matches(other))
      }
    }
  }

  @Test func `does not match where its last character is another`() throws {
    let text = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOe"
    #expect(try #require(PasswordHash(text + "W")).matches(Array("U*U".utf8)))
    for character in ["V", "X", ".", "w"] {
      #expect(try #require(PasswordHash(text + character)).matches(Array("U*U".utf8)) == false)
    }
  }

  @Test(arguments: [4, 5, 9, 10, 31])
  func `says its cost, with two digits`(cost: Int) throws {
    let digits = cost < 10 ? "0\(cost)" : "\(cost)"
    let hash = try #require(
      PasswordHash("$2b$\(digits)$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW")
    )
    #expect(hash.cost == cost)
  }
}

@Suite struct `A large password file` {
  private static let hash = "$2a$04$qxRo.ftFoNep7ld/5jfKtuBTnGqff/fZVyj53mUC5sVf9dtDLAi/S"

  @Test func `has a user for each of its lines`() throws {
    let text = (0..<10_000).map { "user\($0):\(Self.hash)\n" }.joined()
    let hashes = try PasswordFile(parsing: Array(text.utf8)).hashes
    #expect(hashes.count == 10_000)
    #expect(hashes["user9999"]?.text == Self.hash)
  }

  @Test func `says where its fault is, behind all that is right`() {
    let text = (0..<5_000).map { "user\($0):\(Self.hash)\r\n" }.joined() + "nobody:plain\n"
    let fault = #expect(throws: PasswordFile.Fault.self) { try PasswordFile(parsing: Array(text.utf8)) }
    #expect(fault?.line == 5_001)
  }

  /// Only LF ends a line: what else could end one may be a part of a name.
  @Test(arguments: ["\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}"])
  func `has lines that end with LF alone`(other: String) throws {
    let text = "a\(other)b:\(Self.hash)"
    #expect(try PasswordFile(parsing: Array(text.utf8)).hashes.keys.map(\.description) == ["a\(other)b"])
  }
}
