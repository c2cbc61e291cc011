import Bytes
import MailHogAPI
import Testing

@Suite struct `An outgoing server` {
  private func read(_ text: String) throws(OutgoingServerFault) -> OutgoingServer {
    try OutgoingServer(reading: Array(text.utf8))
  }

  @Test func `is read from fields in any case`() throws {
    let server = try read(
      """
      {"NAME": "n", "email": "e@x", "Host": "h", "pOrT": "25", "userName": "u", "PASSWORD": "p", "Mechanism": "PLAIN",
       "save": true, "Insecure": true, "more": [1, {}]}
      """
    )
    #expect(server.name == "n")
    #expect(server.email == "e@x")
    #expect(server.host == "h")
    #expect(server.port == "25")
    #expect(server.username == "u")
    #expect(server.password == "p")
    #expect(server.mechanism == "PLAIN")
    #expect(server.save)
    #expect(server.insecure)
  }

  @Test func `is kept as text with all that it says`() throws {
    let server = try read(
      #"{"name":"a\"b","save":true,"email":"e@x","host":"h","port":"25","username":"u","password":"p","#
        + #""mechanism":"PLAIN","insecure":true}"#
    )
    #expect(try OutgoingServer(reading: server.json) == server)
    #expect(try OutgoingServer(reading: OutgoingServer().json) == OutgoingServer())
  }

  @Test(arguments: ["{}", #"{"name": null, "save": null, "port": null, "insecure": null}"#])
  func `may leave out everything`(text: String) throws {
    #expect(try read(text) == OutgoingServer())
  }

  @Test func `takes a number for a port`() throws {
    #expect(try read(#"{"port": 587}"#).port == "587")
    #expect(throws: OutgoingServerFault.unexpectedValue(field: "port")) { try read(#"{"port": 58.7}"#) }
  }

  @Test func `takes the last of two fields of one name`() throws {
    #expect(try read(#"{"host": "a", "HOST": "b"}"#).host == "b")
  }

  @Test(arguments: [
    (#"{"name": 1}"#, "name"), (#"{"save": "true"}"#, "save"), (#"{"host": ["h"]}"#, "host"),
    (#"{"port": true}"#, "port"), (#"{"username": "a\u0000b"}"#, "username"),
    (#"{"password": "a\u0000b"}"#, "password"),
  ])
  func `has no field of another kind`(text: String, field: String) {
    #expect(throws: OutgoingServerFault.unexpectedValue(field: field)) { try read(text) }
  }

  @Test(arguments: ["[]", "null", "1", "\"text\""])
  func `is an object`(text: String) {
    #expect(throws: OutgoingServerFault.notAnObject) { try read(text) }
  }

  @Test(arguments: ["{} {}", "{} trailing", "{}{"])
  func `ends with its object, whatever stands behind it`(text: String) throws {
    #expect(try read(text) == OutgoingServer())
  }

  @Test func `is nothing where a file says null`() throws {
    #expect(try OutgoingServer.list(reading: Array("null".utf8)) == [])
    #expect(try OutgoingServer.list(reading: Array(#"{"a": null}"#.utf8)).map(\.name) == ["a"])
  }

  @Test(arguments: ["", "{", "nope"])
  func `is JSON`(text: String) {
    #expect {
      try read(text)
    } throws: { error in
      "\(error)".hasPrefix("not JSON: after ")
    }
  }

  @Test func `goes by its name in a file`() throws {
    let text = #"{"b": {"Host": "hb", "port": "1"}, "a": {"NAME": "other", "host": "ha", "port": 2}}"#
    let servers = try OutgoingServer.list(reading: Array(text.utf8))
    #expect(servers.map(\.name) == ["b", "a"])
    #expect(servers.map(\.host) == ["hb", "ha"])
    #expect(servers.map(\.port) == ["1", "2"])
  }

  @Test(arguments: [
    (#"{"a": 1}"#, OutgoingServerFault.unexpectedValue(field: "a")),
    (#"{"a": {"host": 1}}"#, .unexpectedValue(field: "host")), ("[]", .notAnObject),
  ])
  func `is refused in a file that is not one of servers`(text: String, fault: OutgoingServerFault) {
    #expect(throws: fault) { try OutgoingServer.list(reading: Array(text.utf8)) }
  }

  @Test func `faults are told in a line`() {
    #expect(OutgoingServerFault.notAnObject.description == "not a JSON object")
    #expect(
      OutgoingServerFault.unexpectedValue(field: "port").description == "port has a value of the wrong kind"
    )
    #expect(OutgoingServerFault.notJSON("after 0 bytes, x").description == "not JSON: after 0 bytes, x")
  }
}

@Suite struct `Servers kept in memory` {
  private func server(_ name: ByteString, host: ByteString = "h") -> OutgoingServer {
    var server = OutgoingServer()
    (server.name, server.host) = (name, host)
    return server
  }

  @Test func `are found by their names and listed in their order`() {
    let servers = MemoryOutgoingServers([server("b"), server("a", host: "first"), server("a", host: "last")])
    #expect(servers.all().map(\.name) == ["a", "b"])
    #expect(servers.server(named: "a")?.host == "last")
    #expect(servers.server(named: "A") == nil)
  }

  @Test func `keep what has a new name`() {
    let servers = MemoryOutgoingServers()
    let copy = servers
    #expect(servers.save(server("a")) == .saved)
    #expect(copy.server(named: "a") == server("a"))
    #expect(servers.save(server("a", host: "other")) == .nameIsTaken)
    #expect(servers.server(named: "a")?.host == "h")
  }

  @Test func `are no more than there may be`() {
    let servers = MemoryOutgoingServers([server("a")], limit: 2)
    #expect(servers.save(server("b")) == .saved)
    #expect(servers.save(server("c")) == .full)
    #expect(servers.save(server("b")) == .nameIsTaken)
    #expect(servers.all().count == 2)
  }
}
