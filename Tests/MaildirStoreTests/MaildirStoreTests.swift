import Bytes
import Glibc
import Guarding
import MailStore
import MailStoreTesting
import MaildirStore
import Testing

@Suite struct `A maildir store` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func open(_ options: MaildirStore.Options = .init()) throws -> MaildirStore {
    try MaildirStore(folder.path, options: options)
  }

  private func kept(_ store: MaildirStore) async throws -> [String] {
    let page = try await store.page(start: 0, limit: .max)
    #expect(page.total == page.messages.count)
    return page.names
  }

  @Test func `writes what MailHog writes, and nothing else`() async throws {
    let store = try open()
    try await store.insert(
      .example("id=@host", data: "A: b\r\n\r\n..c", helo: "h", from: "f@g", to: ["t@u", "v@w"], created: 7)
    )
    #expect(folder.names == ["id=@host"])
    let text = String(decoding: try folder.read("id=@host"), as: UTF8.self)
    #expect(text == "HELO:<h>\r\nFROM:<f@g>\r\nTO:<t@u>\r\nTO:<v@w>\r\n\r\nA: b\r\n\r\n..c")
    var status = stat()
    #expect(unsafe stat(folder.path + "/id=@host", &status) == 0)
    #expect(status.st_mtim.tv_sec == 7)
    #expect(status.st_mode & 0o7117 == 0)
  }

  @Test func `reads what MailHog wrote`() async throws {
    try folder.write("x@mailhog.example", "HELO:<h>\r\nFROM:<f@g>\r\nTO:<t@u>\r\n\r\nSubject: s\r\n\r\nb")
    let message = try #require(try await open().message(MessageID("x@mailhog.example")))
    #expect(message.envelope == Envelope(helo: "h", sender: .init("f@g"), recipients: [.init("t@u")]))
    #expect(message.data == Array("Subject: s\r\n\r\nb".utf8))
    #expect(message.lacksFinalLineBreak)
  }

  @Test func `leaves alone what is no message`() async throws {
    let others = ["notes.txt", ".hidden", "empty", "half"]
    try folder.write("notes.txt", "Subject: none\r\n\r\n")
    try folder.write(".hidden", "HELO:<h>\r\nFROM:<f>\r\n\r\n")
    try folder.write("empty", "")
    try folder.write("half", "HELO:<h>\r\nFROM:<f>\r\n")
    try folder.write("large", "HELO:<h>\r\nFROM:<f>\r\n\r\n" + String(repeating: "x", count: 1_000))
    try folder.make("folder")
    #expect(unsafe symlink(folder.path + "/large", folder.path + "/link") == 0)
    #expect(unsafe mkfifo(folder.path + "/pipe", 0o600) == 0)
    let store = try open(.init(maximumFileSize: 1_000))
    #expect(try await kept(store) == [])
    for name in others + ["large", "folder", "link", "pipe"] {
      let message = try await store.message(MessageID(ByteString(name)))
      #expect(message == nil)
      let wasThere = try await store.delete(MessageID(ByteString(name)))
      #expect(!wasThere)
    }
    try await store.insert(.example("mine"))
    try await store.deleteAll()
    #expect(folder.names == (others + ["large", "folder", "link", "pipe"]).sorted())
  }

  @Test(
    arguments: [
      "../up", "/etc/passwd", "a/b", "a\0b", "", ".", "..", ".hidden", "new", "cur", "tmp", "hoglet-x",
      ByteString([UInt8](repeating: 0x61, count: 256)), ByteString([UInt8](repeating: 0x61, count: 9_000)),
      ByteString([0xFF, 0x0A, 0xFE]),
    ] as [ByteString]
  )
  func `keeps a message of any name within its folder`(name: ByteString) async throws {
    try await open().insert(.example(name, data: "one"))
    try await open().insert(.example("other", created: 9))
    let store = try open()
    #expect(try await store.message(MessageID(name))?.data == Array("one".utf8))
    #expect(try await store.page(start: 0, limit: 9).messages.map(\.id.text) == ["other", name])
    #expect(folder.names.allSatisfy { $0.utf8.count <= 255 })
    let wasThere = try await store.delete(MessageID(name))
    #expect(wasThere)
    #expect(folder.names == ["other"])
  }

  @Test func `has an index only while a message needs one`() async throws {
    let store = try open()
    let sent = StoredMessage.example("sent")
    let envelope = Envelope(helo: "", sender: .init("a", parameters: "RET=FULL"), recipients: [])
    let special = StoredMessage(
      id: MessageID("special"),
      envelope: envelope,
      data: [],
      lacksFinalLineBreak: false,
      created: sent.created
    )
    try await store.insert(sent)
    #expect(folder.names == ["sent"])
    try await store.insert(special)
    #expect(folder.names == [".hoglet-index", "sent", "special"])
    try await store.delete(special.id)
    #expect(folder.names == ["sent"])
    try await store.insert(special)
    try await store.deleteAll()
    #expect(folder.names == [])
  }

  @Test func `removes what a process left half written, and not what another writes`() async throws {
    var child: pid_t = 0
    let arguments: [UnsafeMutablePointer<CChar>?] = unsafe [strdup("true"), nil]
    defer { for argument in unsafe arguments { unsafe free(argument) } }
    #expect(unsafe posix_spawn(&child, "/bin/true", nil, nil, arguments, nil) == 0)
    #expect(waitpid(child, nil, 0) == child)
    try folder.write(".hoglet-new-\(child)-1", "HELO:<h>\r\nFRO")
    try folder.write(".hoglet-new-\(getppid())-1", "HELO:<h>\r\nFRO")
    try folder.write(".hoglet-new-x", "")
    #expect(try await kept(try open()) == [])
    #expect(folder.names == [".hoglet-new-\(getppid())-1"])
  }

  @Test func `does not replace a file of somebody else's`() async throws {
    try folder.write("taken", "a note")
    let store = try open()
    await #expect(throws: MailStoreError.unavailable) { try await store.insert(.example("taken")) }
    #expect(try folder.read("taken") == Array("a note".utf8))
    #expect(folder.names == ["taken"])
    try await store.insert(.example("free"))
    #expect(try await kept(store) == ["free"])
  }

  @Test func `is not read by a store that cannot be opened`() throws {
    try folder.write("file", "")
    #expect(throws: MaildirError.self) { try MaildirStore(folder.path + "/file") }
    #expect(throws: MaildirError.self) { try MaildirStore(folder.path + "/file/below") }
  }

  @Test func `makes its folder and those above`() async throws {
    let store = try MaildirStore(folder.path + "/a/b//c")
    try await store.insert(.example("one"))
    #expect(folder.names == ["a"])
    #expect(try await kept(store) == ["one"])
  }

  @Test func `makes a folder of its own when it is given none`() async throws {
    let store = try MaildirStore("")
    defer { unsafe rmdir(store.path) }
    #expect(store.path.split(separator: "/").last?.hasPrefix("mailhog") == true)
    #expect(try await kept(store) == [])
  }

  @Test func `drops the oldest above its count and its bytes`() async throws {
    let store = try open(.init(limits: RetentionLimits(count: 3)))
    var cursor = store.events.end
    for message in StoredMessage.examples(0..<5) { try await store.insert(message) }
    #expect(folder.names == ["2", "3", "4"])
    #expect(store.statistics.evicted == 2)
    #expect(store.events.all(after: &cursor).filter { $0 == .deleted(MessageID("0")) }.count == 1)
    let each = store.statistics.bytes / 3
    let narrow = try open(.init(limits: RetentionLimits(bytes: 2 * each)))
    #expect(try await kept(narrow) == ["4", "3"])
    try await narrow.insert(
      .example("large", data: ByteString([UInt8](repeating: 0x41, count: 3 * each)), created: 9)
    )
    #expect(folder.names == ["large"])
  }

  @Test func `drops what is as old as its limit of age`() async throws {
    let store = try open(.init(limits: RetentionLimits(age: 5)))
    for message in StoredMessage.examples(0..<10) { try await store.insert(message) }
    store.tick(now: Timestamp(nanoseconds: 8_000_000_000))
    #expect(try await kept(store) == names((4..<10).reversed()))
    store.tick(now: Timestamp(nanoseconds: .max))
    #expect(try await kept(store) == [])
    #expect(folder.names == [])
  }

  @Test func `takes every message of many writers at once`() async throws {
    let store = try open(.init(recentBytes: 0))
    try await withThrowingTaskGroup { group in
      for number in 0..<300 {
        group.addTask {
          try await store.insert(.example(ByteString("\(number)"), data: ByteString("\(number)")))
          // Each is there as soon as its insert has returned.
          let message = try await store.message(MessageID(ByteString("\(number)")))
          #expect(message?.data == Array("\(number)".utf8))
        }
      }
      try await group.waitForAll()
    }
    let before = try await kept(store)
    #expect(Set(before) == Set(names(0..<300)))
    #expect(try await kept(try open()) == before)
  }

  @Test func `reads no more of very large mail for a page than memory has room for`() async throws {
    let store = try open(.init(recentBytes: 0, answerBytes: 10_000))
    for number in 0..<4 {
      let size = number == 0 ? 9_000 : 2_000
      let data = ByteString([UInt8](repeating: 0x41, count: size))
      try await store.insert(.example(ByteString("\(number)"), data: data, created: Int64(number)))
    }
    let page = try await store.page(start: 0, limit: 4)
    #expect(page.names == ["3", "2"])
    #expect(page.total == 4)
    // One is read however large it is.
    #expect(try await store.page(start: 3, limit: 4).names == ["0"])
    let found = try await store.page(of: MailSearch(kind: .from, text: "sender"), start: 1, limit: 4)
    #expect(found.names == ["2", "1"])
    #expect(found.total == 4)
  }

  @Test func `says when what was read for others takes too much memory, until they let go`() async throws {
    let calls = Guarded(0)
    let message = StoredMessage.example("one")
    let store = try MaildirStore(
      folder.path,
      options: .init(recentBytes: 0, answerBytes: message.footprint * 5 / 2),
      onExcess: { store in
        #expect(store.hasExcess)
        calls.withLock { $0 += 1 }
      }
    )
    try await store.insert(message)
    var held: [MessagePage] = []
    for _ in 0..<2 { held.append(try await store.page(start: 0, limit: 1)) }
    #expect(!store.hasExcess)
    #expect(calls.withLock { $0 } == 0)
    held.append(try await store.page(start: 0, limit: 1))
    #expect(store.hasExcess)
    #expect(calls.withLock { $0 } == 1)
    held = []
    #expect(!store.hasExcess)
  }
}
