internal import Bytes
internal import HTTP
internal import HTTPTypes
internal import MailHogAPI
package import MailStore
internal import WebUI

/// What one HTTP port serves: the API, the page, or both.
package struct Site: Sendable {
  private let settings: Settings
  /// Whose messages it shows.
  let store: any MailStore

  package init(settings: Settings, store: any MailStore) {
    self.settings = settings
    self.store = store
  }

  /// The API and the page on one port.
  ///
  /// Only here do paths with a slash too many lead to the right one, as in MailHog.
  var whole: Router {
    var router = Router(routes: apiRoutes + pageRoutes)
    let fallback = router.notFound
    let known = router
    router.notFound = { request in
      guard let location = CanonicalPath.location(for: request.target, in: known) else {
        return await fallback(request)
      }
      return Response(.movedPermanently, fields: [.location: location])
    }
    return router
  }

  /// The API alone.
  var api: Router { Router(routes: apiRoutes) }

  /// The page alone.
  var page: Router { Router(routes: pageRoutes) }

  private var apiRoutes: [Route] {
    MailHogAPI(store: store, webPath: settings.webPath, corsOrigin: settings.corsOrigin).routes
      + EventStream(webPath: settings.webPath, corsOrigin: settings.corsOrigin) { LiveBody(.event) }.routes
  }

  private var pageRoutes: [Route] {
    var response = Response.content(WebAsset.index.bytes, type: WebAsset.index.type)
    response.fields[.contentSecurityPolicy] = WebAsset.index.policy
    response.fields[.xContentTypeOptions] = "nosniff"
    let (fields, bytes, tag) = (
      response.fields, WebAsset.index.bytes, EntityTag(hashing: WebAsset.index.bytes)
    )
    let root = Route(.get, PathPattern(settings.webPath + "/")) { _, _ in
      var response = Response(.ok, fields: fields, body: .bytes([bytes]))
      response.allowRevalidation(by: tag)
      return response
    }
    guard !settings.webPath.isEmpty else { return [root] }
    // Relative links on the page need the slash.
    let location = settings.webPath + "/"
    let bare = Route(.get, PathPattern(settings.webPath)) { _, _ in
      Response(.movedPermanently, fields: [.location: location])
    }
    return [root, bare]
  }
}
