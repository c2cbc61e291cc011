import Bytes
import HTTPTypes
import HogletAPI
import MailStore
import RouterClient
import Testing

@Suite struct `The display of a message` {
  static let related = """
    Content-Type: multipart/related; boundary=r\r
    \r
    --r\r
    Content-Type: text/html; charset=iso-8859-1\r
    Content-Transfer-Encoding: quoted-printable\r
    \r
    <meta http-equiv=3Drefresh content=3D0><p>caf=E9 <a href=3D"http://e/">e</a><link rel=3Dx>\r
    <img src=3D"cid:pic@x"><img src=3D"http://a.b/c.png"><img src=3D"cid:none">\r
    --r\r
    Content-Type: image/png\r
    Content-ID: <pic@x>\r
    Content-Transfer-Encoding: base64\r
    \r
    AAEC\r
    --r\r
    Content-Type: image/png\r
    Content-Location: http://a.b/c.png\r
    \r
    \r
    --r--\r
    """

  private func policy(_ answer: Client.Answer) -> [String] {
    (answer.fields[.contentSecurityPolicy] ?? "").split(separator: "; ").map(String.init)
  }

  @Test func `is its HTML in UTF-8, with its own pictures`() async {
    let answer = await Client(Self.related).get("/api/v3/messages/id@host/display")
    #expect(answer.status == 200)
    #expect(answer.contentType == "text/html; charset=utf-8")
    #expect(
      answer.text.split(separator: "\r\n") == [
        "<basefont http-equiv=refresh content=0><p>café "
          + "<a target=\"_blank\" title=\"http://e/\" href=\"http://e/\">e</a><basefont rel=x>",
        "<img src=\"data:image/png;base64,AAEC\"><img src=\"data:image/png;base64,\"><img src=\"cid:none\">",
      ]
    )
  }

  @Test func `may do nothing and load nothing`() async {
    let answer = await Client(Self.related).get("/api/v3/messages/id@host/display")
    #expect(
      policy(answer) == [
        "sandbox allow-popups allow-popups-to-escape-sandbox", "default-src 'none'",
        "style-src 'unsafe-inline'", "img-src data:", "font-src data:", "media-src data:",
        "base-uri 'none'", "form-action 'none'", "frame-ancestors 'self'",
      ]
    )
    #expect(answer.fields[.xContentTypeOptions] == "nosniff")
    for (name, value) in [("Referrer-Policy", "no-referrer"), ("X-DNS-Prefetch-Control", "off")] {
      #expect(HTTPField.Name(name).flatMap { answer.fields[$0] } == value)
    }
  }

  @Test func `loads what is elsewhere only if it is asked to`() async {
    let answer = await Client(Self.related).get("/api/v3/messages/id@host/display?remote=true")
    #expect(policy(answer).contains("img-src data: http: https:"))
    #expect(policy(answer).contains("style-src 'unsafe-inline' http: https:"))
    #expect(policy(answer).contains("default-src 'none'"))
    #expect(answer.text.contains("<link rel=x>"))
    #expect(answer.text.contains("<basefont http-equiv=refresh"))
    for query in ["remote", "remote=false", "remote=1", "remote=%"] {
      let answer = await Client(Self.related).get(ByteString("/api/v3/messages/id@host/display?\(query)"))
      #expect(policy(answer).contains("img-src data:"), "\(query)")
    }
  }

  @Test func `has the colours that are asked for`() async {
    let client = Client(
      "Content-Type: text/html\r\n\r\n<style>@media (prefers-color-scheme: dark) {}</style>"
    )
    for (query, expected) in [
      ("?scheme=dark", "(min-width:0)"), ("?scheme=light", "(width:-1px)"),
      ("", "(prefers-color-scheme: dark)"), ("?scheme=x", "(prefers-color-scheme: dark)"),
    ] {
      let answer = await client.get(ByteString("/api/v3/messages/id@host/display\(query)"))
      #expect(answer.text == "<style>@media \(expected) {}</style>")
    }
  }

  @Test func `may be framed by the pages that may read it`() async {
    let store = MemoryStore()
    store.insert(StoredMessage(Self.related))
    for (origin, framers) in [
      ("https://mail.example", "frame-ancestors 'self' https://mail.example"), ("", "frame-ancestors 'self'"),
    ] {
      let client = Client(routes: HogletAPI(store: store, corsOrigin: origin, surroundings: .test()).routes)
      #expect(policy(await client.get("/api/v3/messages/id@host/display")).last == framers)
    }
  }

  @Test func `is not found where there is none`() async {
    let client = Client("\r\ntext")
    #expect(await client.get("/api/v3/messages/id@host/display").status == 404)
    #expect(await client.get("/api/v3/messages/other/display").status == 404)
  }

  @Test func `has pictures of any size, and names what is none`() async {
    let picture = [UInt8]((0..<200_000).map { UInt8(truncatingIfNeeded: $0 * 7) })
    let encoded = String(decoding: Base64.encode(picture.span), as: UTF8.self)
    let text = """
      Content-Type: multipart/related; boundary=r\r
      \r
      --r\r
      Content-Type: text/html\r
      \r
      <img src="cid:a"><img src="cid:b"><img src="cid:a"><a href="cid:c">\r
      --r\r
      Content-Type: image/png\r
      Content-Transfer-Encoding: base64\r
      Content-ID: <a>\r
      \r
      \(encoded)\r
      --r\r
      Content-Type: image/png;,<script>; x\r
      Content-ID: <b>\r
      \r
      --r\r
      Content-Type: text/html\r
      Content-ID: <c>\r
      \r
      <script>\r
      --r--\r
      """
    let expected = "<img src=\"data:image/png;base64,\(encoded)\">"
    for target in [1, 1000, 65_536] {
      let answer = await Client(text, target: target).get("/api/v3/messages/id@host/display")
      #expect(answer.text.hasPrefix(expected + "<img src=\""), "\(target)")
      #expect(
        answer.text.contains(expected + "<a target=\"_blank\" title=\"cid:c\" href=\"parts/4\">"),
        "\(target)"
      )
      #expect(answer.text.contains("<script>") == false)
    }
  }

  @Test func `has as much of its pictures as it could need, and no more`() async {
    let picture = String(repeating: "A", count: 4 << 20)
    let text =
      "Content-Type: multipart/related; boundary=r\r\n\r\n--r\r\nContent-Type: text/html\r\n\r\n"
      + String(repeating: "<img src=cid:a>", count: 20)
      + "\r\n--r\r\nContent-Type: image/png\r\nContent-ID: <a>\r\n\r\n\(picture)\r\n--r--"
    let answer = await Client(text).get("/api/v3/messages/id@host/display")
    #expect(answer.content.count < 40 << 20)
    #expect(answer.text.hasSuffix("<img src=\"parts/2\">"))
  }

  @Test func `is made in pieces`() async {
    let html = "Content-Type: text/html\r\n\r\n" + String(repeating: "<p>text</p><meta>", count: 20_000)
    let whole = await Client(html).get("/api/v3/messages/id@host/display")
    let store = MemoryStore()
    store.insert(StoredMessage(html))
    let pieces = await Client(routes: HogletAPI(store: store, surroundings: .test()).routes, target: 1).get(
      "/api/v3/messages/id@host/display"
    )
    #expect(whole.text == String(repeating: "<p>text</p><basefont>", count: 20_000))
    #expect(pieces.content == whole.content)
  }
}
