import Bytes
import MailStore
import MaildirStore
import PropertyTesting
import Testing

@Suite struct `The name of a file` {
  private struct Broken: Error {
    let rule: String
  }

  /// Anything that somebody might call a message, above all what means something in a name.
  private static func name(_ choices: inout Choices) -> ByteString {
    let words = [
      "", ".", "..", "/", "new", "cur", "tmp", "hoglet-", ":2,", ":2,S", ":", "S", "a", "\0", "\n", "é",
      ":1,",
    ]
    var bytes = choices.list(upTo: 5) { Array($0.pick(words).utf8) }.flatMap { $0 }
    if choices.number(upTo: 9) == 0 { bytes += [UInt8](repeating: 0x61, count: choices.number(upTo: 300)) }
    if choices.number(upTo: 9) == 0 { bytes.append(choices.byte()) }
    return ByteString(bytes)
  }

  @Test func `is one that the system takes, and of a message`() throws {
    try Property.check(runs: 3_000, size: 40) { choices in
      let name = FileName.name(for: MessageID(Self.name(&choices)))
      guard FileName.mayBeMessage(name) else { throw Broken(rule: "a message may be in it") }
      guard !name.bytes.contains(0), !name.bytes.contains(UInt8(ascii: "/")) else {
        throw Broken(rule: "no path")
      }
      guard !["new", "cur", "tmp"].contains(name) else { throw Broken(rule: "no folder of a Maildir") }
      let marked = Place(box: .top, name: name).marked(seen: true)
      guard marked.name.count <= FileName.longest else { throw Broken(rule: "room for flags") }
    }
  }

  @Test func `is the message's own, or one that only the index explains`() throws {
    try Property.check(runs: 3_000, size: 40) { choices in
      let id = MessageID(Self.name(&choices))
      let name = FileName.name(for: id)
      if FileName.isSubstitute(name) { return }
      guard name == id.text, FileName.id(of: Place(box: .top, name: name)) == id else {
        throw Broken(rule: "the name leads back")
      }
      guard FileName.id(of: Place(box: .top, name: name).marked(seen: true)) == id else {
        throw Broken(rule: "a mark leaves the message what it is")
      }
    }
  }

  @Test(arguments: ["id@host", "a:b", "a:2", "a:2,b c", "-", "~", "a.", "\u{E9}"] as [ByteString])
  func `is the message's own where that is possible`(name: ByteString) {
    #expect(FileName.name(for: MessageID(name)) == name)
  }

  @Test(
    arguments: [
      "", ".", ".a", "a/b", "a\0", "new", "cur", "tmp", "hoglet-", "hoglet-0123", "a:2,", "a:2,S", "a:2,xyz",
      ByteString([UInt8](repeating: 0x61, count: 252)),
    ] as [ByteString]
  )
  func `is another one where it is not`(name: ByteString) {
    let made = FileName.name(for: MessageID(name))
    #expect(FileName.isSubstitute(made))
    #expect(made.count == "hoglet-".utf8.count + 16)
    #expect(FileName.name(for: MessageID(name + "x")) != made)
  }

  @Test func `may have any length that leaves room for a flag`() {
    for (count, isOwn) in [(250, true), (251, true), (252, false), (255, false)] {
      let name = ByteString([UInt8](repeating: 0x61, count: count))
      #expect((FileName.name(for: MessageID(name)) == name) == isOwn)
    }
  }
}

extension ByteString {
  fileprivate static func + (left: ByteString, right: ByteString) -> ByteString {
    ByteString(left.bytes + right.bytes)
  }
}

@Suite struct `The flags of a place` {
  @Test(
    arguments: [
      (.top, "a", "a", false), (.top, "a:2,S", "a", true), (.top, "a:2,", "a", false),
      (.top, "a:2,FRS", "a", true),
      (.top, "a:2,FR", "a", false),
      // In the folder itself a name may have a colon, and is no flag for that.
      (.top, "a:b", "a:b", false), (.top, "a:2,S1", "a:2,S1", false), (.top, ":2,S", ":2,S", false),
      (.top, "a:2,x:2,S", "a:2,x", true), (.top, "a:1,S", "a:1,S", false),
      // In `cur` a name ends at the first colon, whatever is behind it.
      (.cur, "a:2,S", "a", true), (.cur, "a:2,", "a", false), (.cur, "a:1,S", "a", false),
      (.cur, "a:b:2,S", "a", false),
      (.cur, "a", "a", false), (.new, "a:2,S", "a", true), (.new, "a", "a", false),
    ] as [(Place.Box, ByteString, ByteString, Bool)]
  )
  func `stand behind its name`(box: Place.Box, name: ByteString, base: ByteString, isSeen: Bool) {
    let place = Place(box: box, name: name)
    #expect(place.base == base)
    #expect(place.isSeen == isSeen)
  }

  @Test(
    arguments: [
      (.top, "a", "a:2,S", .top), (.top, "a:2,R", "a:2,RS", .top), (.top, "a:2,T", "a:2,ST", .top),
      (.new, "a", "a:2,S", .cur), (.cur, "a", "a:2,S", .cur), (.cur, "a:2,FT", "a:2,FST", .cur),
      (.cur, "a:2,S", "a:2,S", .cur), (.cur, "a:1,x", "a:2,S", .cur),
    ] as [(Place.Box, ByteString, ByteString, Place.Box)]
  )
  func `are in their order when it is seen`(
    box: Place.Box,
    name: ByteString,
    expected: ByteString,
    there: Place.Box
  ) {
    let marked = Place(box: box, name: name).marked(seen: true)
    #expect(marked == Place(box: there, name: expected))
  }

  @Test(
    arguments: [
      (.top, "a:2,S", "a"), (.top, "a:2,RS", "a:2,R"), (.top, "a", "a"), (.cur, "a:2,S", "a:2,"),
      (.cur, "a:2,FS", "a:2,F"), (.cur, "a", "a:2,"), (.new, "a", "a"),
    ] as [(Place.Box, ByteString, ByteString)]
  )
  func `lose one when it is unseen, and it stays where it is`(
    box: Place.Box,
    name: ByteString,
    expected: ByteString
  ) {
    #expect(Place(box: box, name: name).marked(seen: false) == Place(box: box, name: expected))
  }

  @Test func `change nothing else, however often they change`() throws {
    struct Broken: Error {}
    try Property.check(runs: 2_000, size: 30) { choices in
      let name = ByteString(choices.text(of: Array("a:2,SFT".utf8), from: 1, upTo: 12))
      let place = Place(box: choices.pick(Place.Box.allCases), name: name)
      let seen = place.marked(seen: true)
      guard seen.isSeen, seen.base == place.base, seen.marked(seen: true) == seen else { throw Broken() }
      let unseen = seen.marked(seen: false)
      guard !unseen.isSeen, unseen.base == place.base, unseen.marked(seen: true) == seen else {
        throw Broken()
      }
    }
  }
}
