import EventLoop
import Glibc
import LoopbackClient
import Testing
import Waiting

@Suite(.timeLimit(.minutes(10))) struct `A listener` {
  @Test func `says no to connections beyond the limit and takes more when there is room`() async throws {
    let server = try await TestServer.echo(connections: 2)
    let port = server.port
    try await onThread {
      var first = try LoopbackClient(port: port)
      try first.send("1")
      _ = try first.read(count: 1)
      do {
        var second = try LoopbackClient(port: port)
        try second.send("2")
        _ = try second.read(count: 1)
        var third = try LoopbackClient(port: port)
        #expect(try third.readLine() == "421 full")
        #expect(try third.readLine() == nil)
      }
    }
    await server.loop.waitUntilIdle()
    #expect(server.limit.count == 0)
    let again = try await onThread {
      var client = try LoopbackClient(port: port)
      try client.send("4")
      return try client.read(count: 1)
    }
    #expect(again == Array("4".utf8))
    await server.loop.stop()
  }

  @Test func `refuses politely when the process has no descriptors left, and recovers`() async throws {
    await #expect(processExitsWith: .success) {
      // No limit of the test's own reaches into this process.
      alarm(240)
      let server = try await TestServer.echo()
      let port = server.port
      var descriptors = rlimit(rlim_cur: 40, rlim_max: 40)
      _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &descriptors)
      // Client and server ends share the limit: fill it until only the client's end fits.
      let told = try await onThread {
        var fillers: [Int32] = []
        while true {
          let number = open("/dev/null", O_RDONLY)
          if number < 0 { break }
          fillers.append(number)
        }
        if let last = fillers.popLast() { close(last) }
        var client = try LoopbackClient(port: port)
        let line = try client.readLine()
        for number in fillers { close(number) }
        var next = try LoopbackClient(port: port)
        try next.send("y")
        return (line, try next.read(count: 1))
      }
      #expect(told.0 == "421 full")
      #expect(told.1 == Array("y".utf8))
      exit(told.0 == "421 full" && told.1 == Array("y".utf8) ? 0 : 1)
    }
  }

  @Test(arguments: ["127.0.0.1:0", "0.0.0.0:0", ":0", "[::]:0", "localhost:0"])
  func `listens where it is told`(address: String) async throws {
    let server = try await TestServer.echo(address: address)
    let port = server.port
    let reply = try await onThread {
      var client = try LoopbackClient(port: port)
      try client.send("x")
      return try client.read(count: 1)
    }
    #expect(reply == Array("x".utf8))
    await server.loop.stop()
  }

  @Test func `does not share a port`() throws {
    let first = try ListeningSocket("127.0.0.1:0")
    let port = first.address.port
    do {
      _ = try ListeningSocket("127.0.0.1:\(port)")
      Issue.record("two sockets listen on one port")
    } catch {
      #expect(error.description == "bind: Address already in use")
    }
    withExtendedLifetime(first.address) {}
    _ = consume first
  }

  @Test(arguments: [
    ("1025", "missing port in address"), ("", "missing port in address"),
    ("::1:1025", "too many colons in address (an IPv6 address stands in brackets)"),
    ("[::1]", "missing port in address"), ("[::1]x:1", "malformed host in address"),
    ("a]:1", "malformed host in address"), ("[::1:1025", "missing port in address"),
    ("h:65536", "port out of range"),
  ])
  func `says what is wrong with an address`(text: String, reason: String) {
    do {
      _ = try ListeningSocket(text)
      Issue.record("listens on \(text)")
    } catch {
      #expect(error.description == reason)
    }
  }

  @Test func `knows nothing of hosts that are not here`() {
    #expect(throws: ListeningSocket.Fault.self) { _ = try ListeningSocket("no-such-host.invalid:1025") }
    #expect(throws: ListeningSocket.Fault.self) { _ = try ListeningSocket("192.0.2.1:0") }
    #expect(throws: ListeningSocket.Fault.self) { _ = try ListeningSocket("127.0.0.1:99999999") }
  }
}

@Suite struct `An address to bind to` {
  @Test(arguments: [
    ("0.0.0.0:1025", "0.0.0.0", "1025"), (":1025", "", "1025"), ("[::]:1025", "::", "1025"),
    ("localhost:smtp", "localhost", "smtp"), ("host:", "host", ""),
    ("[fe80::1%eth0]:25", "fe80::1%eth0", "25"),
  ])
  func `is a host and a port`(text: String, host: String, port: String) throws {
    let address = try BindAddress(text)
    #expect(address.host == host)
    #expect(address.port == port)
    #expect(address.description == text)
  }
}
