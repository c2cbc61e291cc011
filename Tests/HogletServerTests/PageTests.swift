import EventLoop
import HogletServer
import LoopbackClient
import MailStore
import Testing

@Suite(.timeLimit(.minutes(10))) struct `The page` {
  /// The address of a file, as the page says it.
  private func address(of name: String, in page: String) throws -> String {
    let end = try #require(page.firstRange(of: "/\(name)\""))
    let start = try #require(page[..<end.lowerBound].lastIndex(of: "\""))
    return String(page[page.index(after: start)..<end.lowerBound]) + "/" + name
  }

  @Test(arguments: ["", "/hog"]) func `names files that are there`(webPath: String) async throws {
    let service = try await TestService.http(MemoryStore(), .test("-ui-web-path", webPath))
    let page = try #require(try await service.get(webPath + "/")?.text)
    #expect(page.contains("<title>MailHog</title>"))
    #expect(page.contains("{") == false)
    for (name, type) in [
      ("main.js", "text/javascript; charset=utf-8"), ("base.css", "text/css; charset=utf-8"),
      ("icon.svg", "image/svg+xml"),
    ] {
      let path = try webPath + "/" + address(of: name, in: page)
      let answer = try #require(try await service.get(path))
      #expect(answer.status == 200, "\(path)")
      #expect(answer["Content-Type"].map(String.init) == type)
      #expect(answer["X-Content-Type-Options"] == "nosniff")
    }
    await service.loop.stop()
  }

  @Test func `runs no script but its own, and no markup made of text`() async throws {
    let service = try await TestService.http(MemoryStore(), .test())
    let answer = try #require(try await service.get("/"))
    #expect(
      answer["Content-Security-Policy"] == """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; \
        frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
        require-trusted-types-for 'script'; trusted-types inert
        """
    )
    #expect(answer["Referrer-Policy"] == "no-referrer")
    let page = try #require(answer.text)
    for inline in ["<script>", "<style", " style=", " onclick=", " onload=", "javascript:"] {
      #expect(page.contains(inline) == false, "\(inline)")
    }
    await service.loop.stop()
  }

  @Test func `has files that browsers keep for good, under a name that changes with them`() async throws {
    let service = try await TestService.http(MemoryStore(), .test())
    let page = try #require(try await service.get("/")?.text)
    let path = try "/" + address(of: "main.js", in: page)
    let plain = try #require(try await service.get(path))
    #expect(plain["Cache-Control"] == "public, max-age=31536000, immutable")
    #expect(plain["Vary"] == "Accept-Encoding")
    let coded = try #require(try await service.get(path, "Accept-Encoding: gzip"))
    #expect(coded["Content-Encoding"] == "gzip")
    #expect(coded["Content-Length"] == "\(coded.content.count)")
    #expect(coded.content.count < plain.content.count / 2)
    #expect(coded.text == plain.text)
    #expect(try await service.get(path, "Accept-Encoding: gzip")?.content == coded.content)
    for (answer, coding) in [(plain, "identity"), (coded, "gzip")] {
      let tag = try #require(answer["ETag"])
      let again = try await service.get(path, "Accept-Encoding: \(coding)", "If-None-Match: \(tag)")
      #expect(again?.status == 304)
      #expect(again?.content == [])
    }
    #expect(plain["ETag"] != coded["ETag"])
    let head = try #require(try await service.get(path, "Accept-Encoding: gzip", method: "HEAD"))
    #expect(head["Content-Length"] == "\(coded.content.count)")
    #expect(head.content == [])
    await service.loop.stop()
  }

  @Test func `has files for the page of a replica of another version, for this once`() async throws {
    let service = try await TestService.http(MemoryStore(), .test())
    let page = try #require(try await service.get("/")?.text)
    let own = try await service.get("/" + address(of: "main.js", in: page))
    let other = try #require(try await service.get("/assets/0123/main.js"))
    #expect(other.text == own?.text)
    #expect(other["Cache-Control"] == "no-cache")
    for path in [
      "/assets/0123/none.js", "/assets/0123/index.html", "/assets/main.js", "/assets/0123/a/main.js",
    ] {
      #expect(try await service.get(path)?.status == 404, "\(path)")
    }
    await service.loop.stop()
  }

  @Test func `weighs less than 150 KB with all its files`() async throws {
    let service = try await TestService.http(MemoryStore(), .test())
    let page = try #require(try await service.get("/")?.text)
    var weight = page.utf8.count
    for piece in page.split(separator: "\"") where piece.hasPrefix("assets/") && !piece.hasSuffix("main.js") {
      weight += try #require(try await service.get("/" + piece)).content.count
    }
    weight += try #require(try await service.get("/" + address(of: "main.js", in: page))).content.count
    #expect(weight < 150_000)
    await service.loop.stop()
  }
}
