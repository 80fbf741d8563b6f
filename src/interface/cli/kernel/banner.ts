/** The first steps for a new user, printed at the start: addresses, demo accounts and example requests. */
export function banner(port: number): string {
  const url = `http://localhost:${port}`;
  const json = `-H 'Content-Type: application/json' -d`;
  const me = '{"email":"patron@example.org","password":"patron-demo-password"}';
  return `
  Shelflife is lending.

  Versions       ${url}/
  API            ${url}/v1/books       ${url}/v2/books
  Documentation  ${url}/v1/docs        ${url}/v2/docs
  Health         ${url}/health

  Demo logins    patron@example.org     patron-demo-password
                 librarian@example.org  librarian-demo-password
                 admin@example.org      admin-demo-password

  List books     curl -s '${url}/v1/books?available=true'
  Log in         TOKEN=$(curl -s ${url}/v1/users/login ${json} '${me}' | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')
  Borrow         curl -s ${url}/v1/loans -H "Authorization: Bearer $TOKEN" ${json} '{"book_id":1}'

`;
}
