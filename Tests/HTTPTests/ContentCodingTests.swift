import Bytes
import HTTP
import HTTPTypes
import Testing

@Suite struct `The coding of an answer` {
  private func request(accepting codings: [String]) -> Request {
    var fields = HTTPFields()
    for coding in codings { fields.append(HTTPField(name: .acceptEncoding, value: coding)) }
    return Request(method: .get, target: Target(path: "/"), fields: fields)
  }

  private func coding(for codings: String...) -> ContentCoding {
    var response = Response(.ok)
    return response.chooseCoding(for: request(accepting: codings), contentLength: nil)
  }

  @Test(arguments: [
    "gzip", "GZIP", "x-gzip", "gzip;q=1", "gzip;q=0.001", "gzip ; Q=0.5", "gzip\t;\tq=1.000", "*", "*;q=0.1",
    "deflate, gzip, br", " , gzip,", "gzip;q=1.0, identity;q=0.5, *;q=0", "identity;q=0, gzip;q=0.2",
    "gzip;q=0.5, identity;q=0.5", "gzip, deflate, br, zstd", "br;q=1, gzip;q=0.5", "gzip;x=y;q=0.5",
    "gzip;level=9", "gzip;q=1.",
  ])
  func `is gzip where the client takes it`(codings: String) {
    #expect(coding(for: codings) == .gzip)
  }

  @Test(arguments: [
    "", "identity", "deflate, br", "gzip;q=0", "gzip;q=0.0", "gzip;q=0.000", "*;q=0", "gzip;q=0, *",
    "gzip;q=0.5, identity", "gzip;q=0.5, *", "identity;q=0.6, gzip;q=0.5", "identity;q=0", "gzipped", "gzi",
    // What cannot be read is not welcome.
    "gzip;q=2", "gzip;q=1.001", "gzip;q=0.0001", "gzip;q=-1", "gzip;q=.5", "gzip;q=0,5;", "gzip;q=one",
    "gzip q=1",
    "gzip;q=0.5.5", "gzip;q=1x", "gzip;q=", "gzip;q=0.", "\"gzip\"",
  ])
  func `is identity where the client does not take gzip, or takes it less gladly`(codings: String) {
    #expect(coding(for: codings) == .identity)
  }

  @Test func `is identity for a client that says nothing`() {
    #expect(coding() == .identity)
  }

  @Test func `is found in all fields of the name`() {
    #expect(coding(for: "br", "gzip") == .gzip)
    #expect(coding(for: "gzip", "identity;q=0.5", "*;q=0") == .gzip)
    #expect(coding(for: "gzip;q=0.5", "identity") == .identity)
  }

  @Test func `is found in time, however long the field`() {
    let long = String(repeating: "x;q=0.5,", count: 8_000)
    #expect(coding(for: long + "gzip") == .gzip)
    #expect(coding(for: "gzip" + String(repeating: ";", count: 60_000)) == .gzip)
  }

  @Test(
    arguments: [
      (nil, .gzip, true), (1_025, .gzip, true), (1_024, .identity, false), (0, .identity, false),
    ] as [(Int?, ContentCoding, Bool)]
  )
  func `depends on the length`(length: Int?, expected: ContentCoding, varies: Bool) {
    var response = Response(.ok)
    #expect(response.chooseCoding(for: request(accepting: ["gzip"]), contentLength: length) == expected)
    #expect(response.fields[.contentEncoding] == (expected == .gzip ? "gzip" : nil))
    #expect(response.fields[.vary] == (varies ? "Accept-Encoding" : nil))
  }

  @Test func `is said to vary to clients that do not take gzip too`() {
    var response = Response(.ok, fields: [.vary: "Origin"])
    #expect(response.chooseCoding(for: request(accepting: []), contentLength: nil) == .identity)
    #expect(response.fields[fields: .vary].map(\.value) == ["Origin", "Accept-Encoding"])
    #expect(!response.fields.contains(.contentEncoding))
  }

  @Test func `is never gzip for what is to stay as it is`() {
    var download = Response(.ok)
    download.isCompressible = false
    #expect(download.chooseCoding(for: request(accepting: ["gzip"]), contentLength: nil) == .identity)
    #expect(download.fields == [:])
    var coded = Response(.ok, fields: [.contentEncoding: "br"])
    #expect(coded.chooseCoding(for: request(accepting: ["gzip"]), contentLength: nil) == .identity)
    #expect(coded.fields == [.contentEncoding: "br"])
  }

  @Test func `changes the entity tag`() throws {
    var response = Response(.ok)
    let tag = try #require(EntityTag("a"))
    response.entityTag = tag
    _ = response.chooseCoding(for: request(accepting: ["identity"]), contentLength: nil)
    #expect(response.entityTag?.opaque == "a")
    _ = response.chooseCoding(for: request(accepting: ["gzip"]), contentLength: nil)
    #expect(response.entityTag?.opaque == "a-gzip")
  }
}
