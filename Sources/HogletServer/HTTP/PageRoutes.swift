internal import Bytes
internal import HTTP
internal import HTTPTypes
internal import WebUI

/// The page and its files.
///
/// The page is asked for anew each time. Its files are in a folder that is named after what all of them hold, so browsers
/// keep them for good.
struct PageRoutes: Sendable {
  let webPath: String
  /// Where the API is, if not where the page comes from.
  let apiHost: APIHost?
  private let compressed = CompressedAssets()

  init(webPath: String, apiHost: APIHost?) {
    (self.webPath, self.apiHost) = (webPath, apiHost)
  }

  /// The page below the web path, and its files.
  var routes: [Route] { [root, files] }

  private var root: Route {
    let page = WebPage(apiAt: apiHost?.base, sources: apiHost?.sources ?? [])
    var response = Response.content(page.bytes, type: "text/html; charset=utf-8")
    response.fields[.contentSecurityPolicy] = page.policy
    response.fields[.xContentTypeOptions] = "nosniff"
    response.fields[.referrerPolicy] = "no-referrer"
    let (fields, bytes, tag) = (response.fields, page.bytes, EntityTag(hashing: page.bytes))
    return Route(.get, PathPattern(webPath + "/")) { _, _ in
      var response = Response(.ok, fields: fields, body: .bytes([bytes]))
      response.allowRevalidation(by: tag)
      return response
    }
  }

  /// A replica of another version may have sent the page: its files are answered by ours, for this once.
  private var files: Route {
    let compressed = compressed
    let assets = WebAsset.all.filter { $0.name != WebPage.name }
    let known = Dictionary(
      uniqueKeysWithValues: assets.map { (ByteString($0.name), ($0, EntityTag(hashing: $0.bytes))) }
    )
    return Route(.get, PathPattern(webPath + "/assets/{version}/{name}")) { request, parameters in
      guard let (asset, tag) = known[parameters["name"]] else { return .notFound }
      var response = Response.content(asset.bytes, type: asset.type)
      response.fields[.xContentTypeOptions] = "nosniff"
      response.allowRevalidation(by: tag)
      if parameters["version"] == ByteString(WebAsset.version) {
        response.fields[.cacheControl] = "public, max-age=31536000, immutable"
      }
      response.offer(gzip: { compressed.content(of: asset) }, for: request)
      return response
    }
  }
}

extension HTTPField.Name {
  /// What of an address the browser tells others (Referrer Policy, section 4.1).
  static let referrerPolicy: HTTPField.Name = {
    guard let name = HTTPField.Name("Referrer-Policy") else { preconditionFailure("a field's name") }
    return name
  }()
}
