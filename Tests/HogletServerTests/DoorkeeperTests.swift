import Bytes
import Guarding
import HTTP
import HTTPTypes
import HogletServer
import Passwords
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `A doorkeeper` {
  @Test func `admits users with their passwords and nobody else`() async throws {
    let doorkeeper = try Doorkeeper(.test("a:test", "b:päss:word", "c:"))
    for right in ["a:test", "b:päss:word", "c:"] {
      #expect(await doorkeeper.verdict(on: .from(right)) == .admitted)
    }
    for wrong in ["a:päss:word", "a:Test", "a:", ":test", "A:test", "d:test", ":", "c::"] {
      #expect(await doorkeeper.verdict(on: .from(wrong)) == .refused, "\(wrong)")
    }
    #expect(await doorkeeper.verdict(on: nil) == .refused)
  }

  @Test func `of nobody admits nobody`() async throws {
    let doorkeeper = Doorkeeper(try PasswordFile(parsing: []))
    #expect(await doorkeeper.verdict(on: .from("a:test")) == .refused)
  }

  @Test func `hashes right credentials once, and wrong ones each time`() async throws {
    let checks = CheckLog()
    let doorkeeper = Doorkeeper(try .test("a:test"), check: checks.check)
    for _ in 0..<5 { #expect(await doorkeeper.verdict(on: .from("a:test")) == .admitted) }
    #expect(checks.passwords == ["test"])
    for _ in 0..<2 { #expect(await doorkeeper.verdict(on: .from("a:tset")) == .refused) }
    #expect(checks.passwords == ["test", "tset", "tset"])
  }

  @Test func `spends a hash on users that do not exist, and never admits them`() async throws {
    let checks = CheckLog()
    let doorkeeper = Doorkeeper(try .test("a:test"), check: checks.check)
    // Whatever hash it compares with, that password is not theirs.
    for _ in 0..<2 { #expect(await doorkeeper.verdict(on: .from("nobody:test")) == .refused) }
    #expect(checks.passwords == ["test", "test"])
  }

  @Test func `forgets those who were not here for the longest time`() async throws {
    let checks = CheckLog()
    let doorkeeper = Doorkeeper(try .test("a:1", "b:2", "c:3"), knownLimit: 2, check: checks.check)
    for right in ["a:1", "b:2", "a:1", "c:3", "a:1", "c:3"] {
      #expect(await doorkeeper.verdict(on: .from(right)) == .admitted)
    }
    #expect(checks.passwords == ["1", "2", "3"])
    #expect(await doorkeeper.verdict(on: .from("b:2")) == .admitted)
    #expect(checks.passwords == ["1", "2", "3", "2"])
  }

  @Test func `hashes once for all who come with the same credentials`() async throws {
    let checks = CheckLog(isOpen: false)
    let doorkeeper = Doorkeeper(try .test("a:test"), check: checks.check)
    try await withThrowingTaskGroup(of: Doorkeeper.Verdict.self) { group in
      // Whoever waits is let go even when this fails.
      defer { checks.open() }
      for _ in 0..<200 { group.addTask { await doorkeeper.verdict(on: .from("a:test")) } }
      try await waitUntil { doorkeeper.waitingCount >= 200 }
      checks.open()
      for try await verdict in group { #expect(verdict == .admitted) }
    }
    #expect(checks.passwords == ["test"])
  }

  @Test func `lets in whom it knows while guesses wait, and turns away guesses beyond its limit`()
    async throws
  {
    let checks = CheckLog()
    let doorkeeper = Doorkeeper(try .test("a:test"), waitingLimit: 3, check: checks.check)
    #expect(await doorkeeper.verdict(on: .from("a:test")) == .admitted)
    checks.close()
    try await withThrowingTaskGroup(of: Doorkeeper.Verdict.self) { group in
      // Whoever waits is let go even when this fails.
      defer { checks.open() }
      for guess in 0..<3 { group.addTask { await doorkeeper.verdict(on: .from("a:\(guess)")) } }
      try await waitUntil { doorkeeper.waitingCount >= 3 }
      #expect(await doorkeeper.verdict(on: .from("a:3")) == .busy)
      #expect(await doorkeeper.verdict(on: .from("a:test")) == .admitted)
      // A repetition costs nothing, so it may wait.
      group.addTask { await doorkeeper.verdict(on: .from("a:0")) }
      try await waitUntil { doorkeeper.waitingCount >= 4 }
      checks.open()
      for try await verdict in group { #expect(verdict == .refused) }
    }
    #expect(await doorkeeper.verdict(on: .from("a:3")) == .refused)
  }
}

@Suite struct `The credentials of a request` {
  private func isRead(_ value: String?) -> Bool {
    var request = Request(method: .get, target: Target(path: "/"))
    if let value { request.fields[.authorization] = value }
    return Credentials(of: request) != nil
  }

  @Test(arguments: ["Basic YTpi", "basic YTpi", "BASIC YTpi", "Basic YTo=", "Basic Og==", "Basic OmI6Yw=="])
  func `are read`(value: String) {
    #expect(isRead(value))
  }

  @Test(arguments: [
    nil, "", "Basic", "Basic ", "BasicYTpi", "Bearer YTpi", "Basic YWI=", "Basic YTp", "Basic YTpi!",
    "Basic a:b",
    // A NUL in the password, and in the name.
    "Basic YTpiAGM=", "Basic AGE6Yg==",
  ])
  func `are none`(value: String?) {
    #expect(!isRead(value))
  }
}

/// Compares passwords for real, keeps a list of them, and holds them back while it is closed.
private final class CheckLog: Sendable {
  private let state: Guarded<(isOpen: Bool, passwords: [String])>
  private let bell = Bell()

  init(isOpen: Bool = true) {
    state = Guarded((isOpen, []))
  }

  var passwords: [String] { state.withLock { $0.passwords } }

  func close() { state.withLock { $0.isOpen = false } }

  func open() {
    state.withLock { $0.isOpen = true }
    bell.ring()
  }

  @Sendable func check(_ hash: PasswordHash, _ password: [UInt8]) -> Bool {
    let isOpen = state.withLock { state in
      state.passwords.append(String(decoding: password, as: UTF8.self))
      return state.isOpen
    }
    if !isOpen { bell.wait() }
    return hash.matches(password)
  }
}

extension PasswordFile {
  /// A file of users with these names and passwords.
  static func test(_ users: String...) throws -> PasswordFile {
    let lines = try users.map { user in
      let halves = user.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let hash = try #require(PasswordHash(of: Array(halves[1].utf8), cost: 4))
      return "\(halves[0]):\(hash.text)\n"
    }
    return try PasswordFile(parsing: Array(lines.joined().utf8))
  }
}

extension Credentials? {
  /// The credentials of a request with that name and password.
  static func from(_ text: String) -> Credentials? {
    let encoded = Base64.encode(Array(text.utf8).span)
    let fields: HTTPFields = [.authorization: "Basic " + String(decoding: encoded, as: UTF8.self)]
    return Credentials(of: Request(method: .get, target: Target(path: "/"), fields: fields))
  }
}
