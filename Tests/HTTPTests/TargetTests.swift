import Bytes
import HTTP
import HTTPTypes
import Testing

/// A target as sent, and what it means.
struct TargetCase: CustomTestStringConvertible, Sendable {
  let text: String
  let path: ByteString
  let query: ByteString
  let testDescription: String

  init(_ text: String, path: ByteString, query: ByteString = "") {
    (self.text, self.path, self.query) = (text, path, query)
    testDescription = text
  }
}

@Suite struct `A request target` {
  @Test(arguments: [
    TargetCase("/", path: "/"),
    TargetCase("/api/v1/messages", path: "/api/v1/messages"),
    TargetCase("/a?b", path: "/a", query: "b"),
    TargetCase("/a?", path: "/a"),
    TargetCase("/a?b?c=/d", path: "/a", query: "b?c=/d"),
    TargetCase("/a%2Fb%20c", path: "/a%2Fb%20c"),
    TargetCase("/a?q=%zz%", path: "/a", query: "q=%zz%"),
    TargetCase("//a//b/../c", path: "//a//b/../c"),
    TargetCase("/a;b=c,d@e:f!$&'()*+~_-.", path: "/a;b=c,d@e:f!$&'()*+~_-."),
    TargetCase("/{a}|\"<b>\\^`[c]", path: "/{a}|\"<b>\\^`[c]"),
    TargetCase("/ü?q=é", path: "/ü", query: "q=é"),
  ])
  func `in origin form has a path and a query`(target: TargetCase) {
    let request = Conversation.request(for: "GET \(target.text) HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(request?.target == Target(path: target.path, query: target.query))
  }

  @Test(arguments: [
    TargetCase("http://b", path: "/"),
    TargetCase("http://b/", path: "/"),
    TargetCase("HTTP://b/c?d", path: "/c", query: "d"),
    TargetCase("https://b/c/d", path: "/c/d"),
    TargetCase("http://b?c=d", path: "/", query: "c=d"),
    TargetCase("http://b/c?http://d/", path: "/c", query: "http://d/"),
  ])
  func `in absolute form brings its own host`(target: TargetCase) throws {
    let request = Conversation.request(for: "GET \(target.text) HTTP/1.1\r\nAccept: c\r\nHost: a\r\n\r\n")
    #expect(request?.target == Target(path: target.path, query: target.query))
    #expect(try request?.fields[.named("Host")] == "b")
    #expect(request?.fields[.accept] == "c")
  }

  @Test func `in absolute form keeps the port`() throws {
    let request = Conversation.request(for: "GET http://[::1]:80/ HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try request?.fields[.named("Host")] == "[::1]:80")
  }

  @Test(arguments: ["*", "http://b"])
  func `may be the server as a whole for OPTIONS`(text: String) {
    let request = Conversation.request(for: "OPTIONS \(text) HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(request?.target == Target(path: "*"))
  }

  @Test(arguments: [
    "*", "**", "a", "a:80", "?a", "#", "/#", "/a#b", "/a?b#c", "/%", "/%2", "/%2x", "/%x2", "/a%", "/%?a",
    "http://", "http:///a", "http:/a", "ftp://a/", "http://user@a/", "http://a#b", "http://a\\b", "httpx://a",
    "https:", "http://a/%g0", "http://a?b#", "/\u{7F}", "/\u{1}", "/a\0b", "/a\tb", "/a\u{B}b", "/a?\u{1B}",
  ])
  func `of another shape is refused`(text: String) {
    let actions = Conversation.actions(for: "GET \(text) HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(actions == [.refuse(.badRequest), .close])
  }
}
