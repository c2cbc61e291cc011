import Bytes
import Glibc
import MailStore
import MailStoreTesting
import MaildirStore
import Testing

/// What others do to the folder while a store has it open.
@Suite struct `A maildir store that is not alone` {
  private let folder: TemporaryFolder
  private let store: MaildirStore

  init() async throws {
    folder = try TemporaryFolder()
    store = try MaildirStore(folder.path)
    for message in StoredMessage.examples(0..<3) { try await store.insert(message) }
  }

  private static func file(_ text: String) -> String { "HELO:<h>\r\nFROM:<f@g>\r\n\r\n" + text }

  private func kept() async throws -> [String] {
    let page = try await store.page(start: 0, limit: .max)
    #expect(page.total == page.messages.count)
    return page.names
  }

  @Test func `shows a file that came`() async throws {
    var cursor = store.events.end
    try folder.write("foreign", Self.file("body"))
    #expect(try await kept() == ["foreign", "2", "1", "0"])
    #expect(store.events.all(after: &cursor) == [.stored(MessageID("foreign"))])
    #expect(try await store.message(MessageID("foreign"))?.data == Array("body".utf8))
  }

  @Test func `finds by its name a file that came`() async throws {
    try folder.write("foreign", Self.file("body"))
    #expect(try await store.message(MessageID("foreign"))?.data == Array("body".utf8))
    try folder.write("second", Self.file("body"))
    let wasThere = try await store.delete(MessageID("second"))
    #expect(wasThere)
  }

  @Test func `forgets a file that went`() async throws {
    var cursor = store.events.end
    folder.remove("1")
    #expect(try await kept() == ["2", "0"])
    #expect(store.events.all(after: &cursor) == [.deleted(MessageID("1"))])
    let wasThere = try await store.delete(MessageID("1"))
    #expect(!wasThere)
  }

  @Test func `tells of what others do when it looks after itself`() async throws {
    var cursor = store.events.end
    try folder.write("foreign", Self.file("body"))
    folder.remove("0")
    store.tick(now: Timestamp(nanoseconds: 0))
    // The tick is in front of it in the line.
    try await store.checkReadiness()
    #expect(
      Set(store.events.all(after: &cursor)) == [.stored(MessageID("foreign")), .deleted(MessageID("0"))]
    )
  }

  @Test func `shows what a file has now`() async throws {
    var cursor = store.events.end
    try folder.write("1", Self.file("new"))
    #expect(try await kept() == ["1", "2", "0"])
    #expect(store.events.all(after: &cursor) == [.updated(MessageID("1"))])
    #expect(try await store.message(MessageID("1"))?.data == Array("new".utf8))
  }

  @Test func `takes a file for no message any more that has become something else`() async throws {
    try folder.write("1", "a note")
    #expect(try await kept() == ["2", "0"])
    try await store.deleteAll()
    #expect(folder.names == ["1"])
  }

  @Test func `waits for the end of a file that is being written`() async throws {
    // Without the system's word, a file counts as soon as its head is whole.
    guard await store.isTold else { return }
    let descriptor = unsafe open(folder.path + "/slow", O_WRONLY | O_CREAT, 0o600)
    #expect(descriptor >= 0)
    let text = Array(Self.file("whole").utf8)
    #expect(unsafe write(descriptor, Array(text.prefix(24)), 24) == 24)
    #expect(try await kept() == ["2", "1", "0"])
    let rest = Array(text.dropFirst(24))
    #expect(unsafe write(descriptor, rest, rest.count) == rest.count)
    #expect(close(descriptor) == 0)
    #expect(try await store.page(start: 0, limit: 1).messages.first?.data == Array("whole".utf8))
  }

  @Test func `shows a file that was linked to`() async throws {
    let other = try TemporaryFolder()
    try other.write("there", Self.file("body"))
    #expect(unsafe link(other.path + "/there", folder.path + "/here") == 0)
    #expect(try await kept().contains("here"))
  }

  @Test func `follows without the help of the system too`() async throws {
    var options = MaildirStore.Options()
    options.isTold = false
    let store = try MaildirStore(folder.path, options: options)
    var cursor = store.events.end
    try folder.write("foreign", Self.file("body"))
    try folder.write("half", "HELO:<h>\r\n")
    folder.remove("1")
    #expect(try await store.page(start: 0, limit: 9).names == ["foreign", "2", "0"])
    try await store.insert(.example("own", created: 1 << 33))
    try folder.write("half", Self.file("whole now"))
    #expect(Set(try await store.page(start: 0, limit: 9).names) == ["own", "half", "foreign", "2", "0"])
    #expect(
      Set(store.events.all(after: &cursor)) == [
        .deleted(MessageID("1")), .stored(MessageID("foreign")), .stored(MessageID("own")),
        .stored(MessageID("half")),
      ]
    )
  }

  @Test func `follows when the folder is replaced, as MailHog does to delete all`() async throws {
    for name in folder.names { folder.remove(name) }
    #expect(unsafe rmdir(folder.path) == 0)
    #expect(try await kept() == [])
    try await store.insert(.example("later"))
    #expect(folder.names == ["later"])
    try folder.write("foreign", Self.file("body"))
    #expect(Set(try await kept()) == ["later", "foreign"])
  }

  /// Whoever hears 250 finds his message there, and whoever catches mail seldom comes again after a 452.
  @Test(arguments: [false, true])
  func `keeps in the folder at its path what comes right after that was replaced`(isKept: Bool) async throws {
    let other = try TemporaryFolder()
    if isKept {
      #expect(unsafe Glibc.rename(folder.path, other.path + "/moved") == 0)
    } else {
      for name in folder.names { folder.remove(name) }
      #expect(unsafe rmdir(folder.path) == 0)
    }
    #expect(unsafe mkdir(folder.path, 0o700) == 0)
    try await store.insert(.example("later"))
    #expect(folder.names == ["later"])
    #expect(other.names(of: "moved") == (isKept ? ["0", "1", "2"] : []))
    #expect(try await kept() == ["later"])
  }

  @Test func `follows many changes at once`() async throws {
    for number in 0..<500 { try folder.write("f\(number)", Self.file("\(number)")) }
    #expect(try await store.page(start: 0, limit: 1).total == 503)
    for number in 0..<500 where number % 2 == 0 { folder.remove("f\(number)") }
    #expect(try await store.page(start: 0, limit: 1).total == 253)
    let again = try MaildirStore(folder.path)
    let (here, there) = (try await kept(), try await again.page(start: 0, limit: .max).names)
    #expect(here == there)
  }

  @Test func `keeps within its limits what others bring`() async throws {
    let narrow = try MaildirStore(folder.path, options: .init(limits: RetentionLimits(count: 2)))
    try folder.write("foreign", Self.file("body"))
    #expect(try await narrow.page(start: 0, limit: 9).names == ["foreign", "2"])
    #expect(folder.names == ["2", "foreign"])
  }
}

@Suite struct `A real Maildir in the folder` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in ["new", "cur", "tmp"] { try folder.make(name) }
  }

  private static let text = "Return-Path: <a@b>\nDelivered-To: c@d\nSubject: s\n\nbody\n"

  @Test func `is read, deleted from and left as it is`() async throws {
    try folder.write("cur/1.x.host:2,S", Self.text)
    try folder.write("new/2.x.host", Self.text)
    try folder.write("tmp/3.x.host", Self.text)
    let store = try MaildirStore(folder.path)
    let page = try await store.page(start: 0, limit: 9)
    #expect(Set(page.names) == ["1.x.host", "2.x.host"])
    let message = try #require(try await store.message(MessageID("1.x.host")))
    #expect(message.envelope == Envelope(helo: "", sender: .init("a@b"), recipients: [.init("c@d")]))
    #expect(message.data == Array("Return-Path: <a@b>\r\nDelivered-To: c@d\r\nSubject: s\r\n\r\nbody".utf8))
    #expect(try folder.read("cur/1.x.host:2,S") == Array(Self.text.utf8))
    let wasThere = try await store.delete(MessageID("1.x.host"))
    #expect(wasThere)
    try await store.deleteAll()
    #expect(folder.names == ["cur", "new", "tmp"])
    #expect(throws: TemporaryFolder.Failure.self) { try folder.read("new/2.x.host") }
    #expect(try folder.read("tmp/3.x.host") == Array(Self.text.utf8))
  }

  @Test func `has one message however its file is moved`() async throws {
    let store = try MaildirStore(folder.path)
    var cursor = store.events.end
    try folder.write("tmp/1.x", Self.text)
    try folder.rename("tmp/1.x", to: "new/1.x")
    #expect(try await store.page(start: 0, limit: 9).names == ["1.x"])
    try folder.rename("new/1.x", to: "cur/1.x:2,")
    #expect(try await store.page(start: 0, limit: 9).names == ["1.x"])
    try folder.rename("cur/1.x:2,", to: "cur/1.x:2,RS")
    #expect(try await store.message(MessageID("1.x")) != nil)
    #expect(
      store.events.all(after: &cursor) == [
        .stored(MessageID("1.x")), .updated(MessageID("1.x")), .updated(MessageID("1.x")),
      ]
    )
  }

  @Test(arguments: [true, false])
  func `is found when it comes later`(isTold: Bool) async throws {
    let other = try TemporaryFolder()
    var options = MaildirStore.Options()
    options.isTold = isTold
    let store = try MaildirStore(other.path, options: options)
    #expect(try await store.page(start: 0, limit: 9).total == 0)
    try other.make("new")
    try other.write("new/1", Self.text)
    #expect(try await store.page(start: 0, limit: 9).names == ["1"])
    try other.write("new/2", Self.text)
    #expect(try await store.page(start: 0, limit: 9).total == 2)
  }
}
