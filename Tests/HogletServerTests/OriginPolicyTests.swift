import HTTPTypes
import HogletServer
import Testing

@Suite struct `The origin of a WebSocket` {
  private func allows(
    _ origin: String?,
    host: String = "mail.example:8025",
    forwarded: String? = nil,
    pagePort: String = "8025",
    cors: String? = nil
  ) throws -> Bool {
    var fields = HTTPFields()
    fields[.origin] = origin
    fields[try #require(HTTPField.Name("Host"))] = host
    fields[try #require(HTTPField.Name("X-Forwarded-Host"))] = forwarded
    return OriginPolicy(pagePort: pagePort, corsOrigin: cors).allow(fields)
  }

  @Test func `need not be named`() throws {
    #expect(try allows(nil))
  }

  @Test(arguments: [
    ("http://mail.example:8025", "mail.example:8025"), ("HTTP://Mail.Example:8025", "mail.EXAMPLE:8025"),
    ("http://mail.example", "mail.example"), ("https://mail.example", "mail.example"),
    ("https://mail.example", "mail.example:443"), ("http://mail.example:80", "mail.example"),
    ("http://[::1]:8025", "[::1]:8025"), ("http://[::1]", "[::1]"),
  ])
  func `may be the host that was asked`(origin: String, host: String) throws {
    #expect(try allows(origin, host: host, pagePort: ""))
  }

  @Test(arguments: [
    ("http://evil.example", "mail.example:8025"), ("http://mail.example:9999", "mail.example:8025"),
    ("http://mail.example", "mail.example:8025"), ("http://mail.example.evil", "mail.example"),
    ("http://mail.example:8025.evil", "mail.example:8025"), ("null", "mail.example:8025"),
    ("", "mail.example:8025"), ("http://", ""), ("file://", ""), ("mail.example:8025", "mail.example:8025"),
    ("http://mail.example:8025, http://evil", "mail.example:8025"), ("http://[::2]", "[::1]"),
    ("ftp://mail.example:8025", "mail.example:8025"), ("http://mail.example:", "mail.example:"),
  ])
  func `is refused if it is another`(origin: String, host: String) throws {
    #expect(try !allows(origin, host: host, pagePort: ""))
  }

  @Test func `may be the page's own port on the host that was asked`() throws {
    #expect(try allows("http://mail.example:9025", host: "mail.example:8025", pagePort: "9025"))
    #expect(try allows("http://mail.example", host: "mail.example:8025", pagePort: "80"))
    #expect(try !allows("http://evil.example:9025", host: "mail.example:8025", pagePort: "9025"))
  }

  @Test func `may be what a proxy was asked for`() throws {
    #expect(try allows("https://mail.test", host: "10.0.0.1:8025", forwarded: "mail.test"))
    #expect(try allows("https://mail.test", host: "10.0.0.1:8025", forwarded: "mail.test, inner"))
    #expect(try allows("http://mail.test:81", host: "10.0.0.1:8025", forwarded: " mail.test:81 "))
    #expect(try !allows("https://evil.test", host: "10.0.0.1:8025", forwarded: "mail.test"))
    #expect(try !allows("https://inner", host: "10.0.0.1:8025", forwarded: "mail.test, inner"))
  }

  @Test func `may be the one that is configured, or any`() throws {
    #expect(try allows("http://other.test:3000", cors: "http://other.test:3000"))
    #expect(try !allows("http://other.test:3001", cors: "http://other.test:3000"))
    #expect(try allows("http://other.test:3001", cors: "*"))
    #expect(try allows("null", cors: "*"))
  }
}
