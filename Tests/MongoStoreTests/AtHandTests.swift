import Bytes
import MailStore
import MailStoreTesting
import MongoStore
import Testing

@Suite struct `Messages of a database that are at hand` {
  private static func stamp(_ number: Int64) -> Stamp { Stamp(origin: "o", number: number) }

  private static func message(_ name: ByteString, _ bytes: Int) -> StoredMessage {
    .example(name, data: ByteString([UInt8](repeating: 0x41, count: bytes)))
  }

  private static func kept(_ recent: RecentMail, _ names: [String]) -> [String] {
    let found = recent.find(names.map { MessageID(ByteString($0)) })
    return names.filter { found[MessageID(ByteString($0))] != nil }
  }

  @Test func `are the last eight megabytes`() {
    let recent = RecentMail()
    for number in 0..<20 {
      recent.add(Self.message(ByteString("\(number)"), 900_000), Self.stamp(Int64(number)))
    }
    #expect(Self.kept(recent, names(0..<20)) == names(11..<20))
  }

  @Test func `are none above a megabyte`() {
    let recent = RecentMail()
    recent.add(Self.message("small", 10), Self.stamp(1))
    recent.add(Self.message("large", 1 << 20), Self.stamp(2))
    #expect(Self.kept(recent, ["small", "large"]) == ["small"])
  }

  /// Its name may have gone to another message since.
  @Test func `are known by their stamps, the last of one name`() throws {
    let recent = RecentMail()
    let id = MessageID("a")
    recent.add(Self.message("a", 900_000), Self.stamp(1))
    let second = Self.message("a", 2)
    recent.add(second, Self.stamp(2))
    recent.add(Self.message("a", 3), Self.stamp(2))
    let found = try #require(recent.find([id])[id])
    #expect(found.stamp == Self.stamp(2) && found.message === second)
    // The first one makes room without taking the second with it.
    for number in 0..<9 { recent.add(Self.message(ByteString("\(number)"), 900_000), Self.stamp(10)) }
    #expect(Self.kept(recent, ["a", "0"]) == ["a", "0"])
    recent.add(Self.message("9", 900_000), Self.stamp(10))
    #expect(Self.kept(recent, ["a", "0", "1"]) == ["1"])
  }

  @Test func `are none when all were deleted`() {
    let recent = RecentMail()
    for number in 0..<3 { recent.add(Self.message(ByteString("\(number)"), 1), Self.stamp(Int64(number))) }
    recent.removeAll()
    #expect(Self.kept(recent, names(0..<3)) == [])
    recent.add(Self.message("3", 1), Self.stamp(3))
    #expect(Self.kept(recent, names(0..<4)) == ["3"])
  }
}

@Suite struct `A page that is gathered` {
  private static let each = StoredMessage.example("0").footprint

  @Test func `has as many messages as half of what may be lent`() {
    var page = GatheredPage(Lending(limit: 6 * Self.each))
    for message in StoredMessage.examples(0..<5) { page.add(message) }
    #expect(page.messages.map(\.id.description) == names(0..<3))
    #expect(page.isFull)
  }

  /// What comes behind the first that has no room is for the next page, however small it is.
  @Test func `ends with the first message that has no room`() {
    var page = GatheredPage(Lending(limit: 6 * Self.each))
    page.add(.example("0"))
    page.add(.example("large", data: ByteString([UInt8](repeating: 1, count: 4 * Self.each))))
    page.add(.example("1"))
    #expect(page.messages.map(\.id.description) == ["0"])
  }

  @Test func `has one message in any case`() {
    let lending = Lending(limit: 10)
    let held = StoredMessage.example("held")
    held.remove(countingIn: lending.mail)
    var page = GatheredPage(lending)
    for message in StoredMessage.examples(0..<3) { page.add(message) }
    #expect(page.messages.map(\.id.description) == ["0"] && page.isFull)
    #expect(held.isRemoved)
  }

  @Test func `has one while others hold more than may be lent`() {
    let lending = Lending(limit: 100 * Self.each)
    let held = (0..<101).map { StoredMessage.example(ByteString("\($0)")) }
    for message in held { message.remove(countingIn: lending.mail) }
    var page = GatheredPage(lending)
    for message in StoredMessage.examples(0..<3) { page.add(message) }
    #expect(page.messages.count == 1)
    withExtendedLifetime(held) { #expect(lending.mail.bytes > 100 * Self.each) }
  }
}
