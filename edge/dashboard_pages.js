// CloudFront viewer-request function: what is no file is a page of the dashboard, which has one document.
// template.yaml holds this very text. ES5 only.
function handler(event) {
  var request = event.request;
  if (!/^\/(assets\/.+|config\.json|favicon\.svg|index\.html)$/.test(request.uri)) {
    request.uri = '/index.html';
  }
  return request;
}
