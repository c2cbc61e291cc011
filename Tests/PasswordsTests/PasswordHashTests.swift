import Passwords
import Testing

@Suite struct `A password hash` {
  /// "test", as MailHog's documentation has it.
  private static let known = "$2a$04$qxRo.ftFoNep7ld/5jfKtuBTnGqff/fZVyj53mUC5sVf9dtDLAi/S"

  @Test func `matches its password and no other`() throws {
    let hash = try #require(PasswordHash(Self.known))
    #expect(hash.matches(Array("test".utf8)))
    for other in ["", "Test", "test ", "tes", "testtest"] { #expect(!hash.matches(Array(other.utf8))) }
  }

  /// A vector of the implementation that bcrypt's users compare theirs with, under each name.
  @Test(arguments: [
    ("U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"),
    ("U*U", "$2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"),
    ("U*U", "$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"),
  ])
  func `of every variant is read`(password: String, text: String) throws {
    let hash = try #require(PasswordHash(text))
    #expect(hash.cost == 5)
    #expect(hash.matches(Array(password.utf8)))
    #expect(!hash.matches(Array("U*V".utf8)))
  }

  @Test func `matches whatever the unused bits of its salt are`() throws {
    // The 22nd character of the salt carries two bits; `.` and `/` differ in others.
    let text = "$2a$05$CCCCCCCCCCCCCCCCCCCCC/E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"
    #expect(try #require(PasswordHash(text)).matches(Array("U*U".utf8)))
  }

  @Test(arguments: [
    "", "test", "$2a$04$", "$1$abc$def", "$6$salt$hash", known + "x", String(known.dropLast()),
    known.replacing("$2a$", with: "$2x$"), known.replacing("$2a$", with: "$2$"),
    known.replacing("$04$", with: "$03$"),
    known.replacing("$04$", with: "$32$"), known.replacing("$04$", with: "$+4$"),
    known.replacing("$04$", with: "$4$0"),
    known.replacing("/S", with: "!S"), known.replacing("/S", with: "é"), known.replacing("/S", with: "\0S"),
  ])
  func `is nothing else`(text: String) {
    #expect(PasswordHash(text) == nil)
  }

  @Test func `of the same password is another each time`() throws {
    let password = Array("päss word".utf8)
    let first = try #require(PasswordHash(of: password, cost: 4))
    let second = try #require(PasswordHash(of: password, cost: 4))
    #expect(first != second)
    #expect(first.text.hasPrefix("$2a$04$") && second.text.hasPrefix("$2a$04$"))
    #expect(first.matches(password) && second.matches(password))
    #expect(!first.matches(Array("pass word".utf8)))
  }

  @Test func `is made at the cost that is asked for`() throws {
    #expect(try #require(PasswordHash(of: [1], cost: 6)).text.hasPrefix("$2a$06$"))
    for cost in [Int.min, -1, 0, 3, 32, Int.max] { #expect(PasswordHash(of: [1], cost: cost) == nil) }
  }

  @Test func `looks at 72 bytes, however many there are`() throws {
    let long = [UInt8](repeating: 0x61, count: 72)
    let hash = try #require(PasswordHash(of: long, cost: 4))
    #expect(hash.matches(long + [0x62]))
    #expect(hash.matches(long + [UInt8](repeating: 0x63, count: 100_000)))
    #expect(!hash.matches(long.dropLast()))
  }
}
