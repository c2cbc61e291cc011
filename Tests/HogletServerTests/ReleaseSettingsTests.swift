import EventLoop
import Glibc
import HogletServer
import Testing

@Suite struct `The settings of releasing` {
  @Test func `allow it and know no servers when nothing is given`() throws {
    let release = try Settings.test().release
    #expect(release.isAllowed)
    #expect(release.serversFile == nil)
    #expect(release.authoritiesFile == nil)
    #expect(release.seconds == 60)
  }

  @Test func `come from the environment`() throws {
    let variables = [
      "MH_OUTGOING_SMTP": "/servers", "MH_RELEASE": "false", "MH_RELEASE_TIMEOUT": "1m30s",
      "MH_RELEASE_CA_FILE": "/authorities",
    ]
    let release = try Settings.test(environment: variables).release
    #expect(!release.isAllowed)
    #expect(release.serversFile == "/servers")
    #expect(release.authoritiesFile == "/authorities")
    #expect(release.seconds == 90)
  }

  @Test func `give every server a second`() throws {
    #expect(try Settings.test("-release-timeout", "0").release.seconds == 1)
  }

  @Test(
    arguments: [
      (nil, "open: No such file or directory"),
      ("{", "not JSON: after 1 bytes, a name in quotation marks is missing"),
      ("[]", "not a JSON object"), (#"{"a": {"port": []}}"#, "port has a value of the wrong kind"),
      ("too long", "read: File too large"),
    ] as [(String?, String)]
  )
  func `refuse a file of servers that cannot be used`(text: String?, reason: String) async throws {
    let path = "/tmp/hoglet-servers-\(getpid())-\(UInt32.random(in: 0...(.max)))"
    if var text {
      if text == "too long" { text = String(repeating: " ", count: 1_100_000) }
      let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
      #expect(write(descriptor, text, text.utf8.count) == text.utf8.count)
      close(descriptor)
    }
    defer { unlink(path) }
    let settings = try Settings.test("-outgoing-smtp", path)
    await #expect {
      try await HogletServer.start(settings, logger: LogLines().logger())
    } throws: { error in
      "\(error)" == "Error reading outgoing SMTP file \(path): \(reason)"
    }
  }

  @Test func `refuse a file of authorities that has none`() async throws {
    let settings = try Settings.test("-release-ca-file", "/etc/hostname")
    await #expect {
      try await HogletServer.start(settings, logger: LogLines().logger())
    } throws: { error in
      "\(error)" == "Error starting: cannot read certificates from /etc/hostname"
    }
  }
}
