using System.Text;

namespace FilmRec.Tests.Api.Hostile;

/// <summary>Values that programs have stumbled over.</summary>
internal static class HostileText
{
    /// <summary>As they stand in an address: some are encoded, some badly, some not at all.</summary>
    public static IReadOnlyList<string> InAddresses { get; } =
    [
        "", "0", "-1", "1.5", "+1", "1e3", "1e309", "NaN", "-Infinity", "2147483647", "2147483648", "-2147483649", "9223372036854775808", "99999999999999999999999999",
        "null", "true", "undefined", "[]", "{}", "%7B%7D", "0x10", "١٢", "%D9%A1", "%20", "%09", "%0A", "%0D%0ASet-Cookie:a=b", "%7F", "%FF", "%C3%28", "%ED%A0%80", "%ZZ", "%", "%2", "%2e%2e%2f",
        "..%2f..%2fetc%2fpasswd", "....//", "%5C..%5C", "a%2Fb", ";id=1", "'", "%27%20OR%201=1--", "1;DROP%20TABLE%20users", "%3Cscript%3Ealert(1)%3C/script%3E", "${7*7}", "{{7*7}}",
        "%E2%80%AE", "%F0%9F%8E%AC", "%CC%81%CC%81%CC%81", "%EF%BB%BF", "0195d2c0-0000-7000-8000-000000000001", "00000000-0000-0000-0000-000000000000", "c2VjcmV0", "eyJhIjoxfQ==", "9999-12-31",
        "10000-01-01", "2026-02-30", "1;2;3", "1,2,3", "*", "**", "*:*", new('a', 201), new('9', 300), new('a', 2100), string.Concat(Enumerable.Repeat("%F0%9F%98%80", 300)),
    ];

    /// <summary>As JSON texts.</summary>
    public static IReadOnlyList<string> InJson { get; } =
    [
        "null", "true", "false", "0", "-0", "-1", "0.1", "4.75", "5.5", "1e5", "1e400", "-1e400", "0.1e-400", "2147483648", "-2147483649", "9223372036854775808", "123456789012345678901234567890",
        "\"\"", "\" \"", "\"4.5\"", "\"null\"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u202e\"", "\"\\ufeff\"", "\"\\r\\nX: y\"", "\"'; DROP TABLE users; --\"",
        "\"<img src=x onerror=alert(1)>\"", "\"${jndi:ldap://127.0.0.1/a}\"", "\"../../etc/passwd\"", "\"http://127.0.0.1/\"", "\"9999-12-31T23:59:59Z\"", "\"0001-01-01T00:00:00+14:00\"",
        "\"2026-02-30T00:00:00Z\"", "\"0195d2c0-0000-7000-8000-000000000001\"", "[]", "[[]]", "[null]", "[1,1,1]", "{}", "{\"a\":{\"b\":{}}}", "[[[[[[[[[[]]]]]]]]]]",
        Quoted(new string('a', 300)), Quoted(new string('a', 5000)), Quoted(string.Concat(Enumerable.Repeat("é", 73))), Quoted(string.Concat(Enumerable.Repeat("😀", 400))),
        $"[{string.Join(',', Enumerable.Range(1, 1500))}]", $"[{string.Join(',', Enumerable.Repeat("\"Drama\"", 500))}]",
    ];

    /// <summary>Whole bodies that are no valid JSON, or not what anybody asked for.</summary>
    public static IReadOnlyList<byte[]> Bodies { get; } =
    [
        [], " "u8.ToArray(), "null"u8.ToArray(), "{"u8.ToArray(), "}"u8.ToArray(), "[]"u8.ToArray(), "[{}]"u8.ToArray(), "\"text\""u8.ToArray(), "42"u8.ToArray(), "{}"u8.ToArray(), "{}{}"u8.ToArray(),
        "{\"a\":1,}"u8.ToArray(), "{a:1}"u8.ToArray(), "{'a':1}"u8.ToArray(), "/* */{}"u8.ToArray(), "{\"a\":NaN}"u8.ToArray(), "{\"a\":01}"u8.ToArray(), "{\"a\":1 \"b\":2}"u8.ToArray(),
        "{\"\":1}"u8.ToArray(), "{\"__proto__\":{\"is_admin\":true}}"u8.ToArray(), "<xml/>"u8.ToArray(), "a=1&b=2"u8.ToArray(), "\0\0\0"u8.ToArray(), [0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00], [0xef, 0xbb, 0xbf, 0x7b, 0x7d],
        [0x7b, 0x22, 0xff, 0xff, 0x22, 0x3a, 0x31, 0x7d], [0x1f, 0x8b, 0x08, 0x00], Encoding.UTF8.GetBytes(new string('[', 5000)), Encoding.UTF8.GetBytes(Nested(33)), Encoding.UTF8.GetBytes(Nested(2000)),
        Encoding.UTF8.GetBytes($"{{\"a\":\"{new string('x', 66_000)}\"}}"), Encoding.UTF8.GetBytes($"{{{string.Join(',', Enumerable.Range(0, 3000).Select(i => $"\"k{i}\":{i}"))}}}"),
    ];

    public static IReadOnlyList<(string Name, string Value)> Headers { get; } =
    [
        ("Accept", "text/html"), ("Accept", "application/xml;q=1, */*;q=0"), ("Accept", ",,,"), ("Accept", "*"), ("Accept", "application/json;q=nonsense"), ("Accept", new string('a', 4000)), ("Accept-Encoding", "gzip;q=0, *;q=0"),
        ("Accept-Language", "xx-" + new string('y', 500)), ("If-None-Match", "\""), ("If-None-Match", "*"), ("If-None-Match", "W/\"a\", b, \"c"), ("If-Match", "*"), ("If-Match", "nonsense"), ("If-Match", "\"\", W/\"x\""),
        ("If-Modified-Since", "yesterday"), ("If-Unmodified-Since", "0"), ("Range", "bytes=5-1,-1"), ("Range", "lines=0-"), ("Idempotency-Key", ""), ("Idempotency-Key", "a"), ("Idempotency-Key", new string('k', 300)),
        ("Idempotency-Key", "caf\u00e9"), ("X-Request-ID", "<script>"), ("traceparent", "00-zz"), ("traceparent", "00-00000000000000000000000000000000-0000000000000000-00"), ("X-Forwarded-For", "127.0.0.1, ::1, nonsense"),
        ("X-Forwarded-Proto", "javascript"), ("X-Forwarded-Host", "evil.example"), ("Forwarded", "for=\"[::1]:99999\";proto=ftp"), ("X-HTTP-Method-Override", "DELETE"), ("Content-Encoding", "gzip"), ("Content-Encoding", "nonsense"),
        ("Content-Type", "text/plain"), ("Content-Language", "zz"), ("Cookie", "FilmRec=nonsense; .AspNetCore.Antiforgery=x"), ("Cookie", new string('c', 4000)), ("Origin", "https://evil.example"), ("Origin", "null"), ("Referer", "::::"),
        ("User-Agent", ""), ("User-Agent", new string('u', 4000)), ("User-Agent", "() { :; }; echo"), ("Authorization", "Bearer"), ("Authorization", "Bearer "), ("Authorization", "Basic Og=="), ("Authorization", "Basic nonsense"),
        ("Authorization", "Bearer a.b.c"), ("Authorization", "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0."), ("Authorization", "Negotiate abc"), ("Authorization", "Bearer " + new string('x', 9000)), ("Connection", "Upgrade"),
        ("Prefer", "return=minimal"), ("X-User-Id", "1"), ("On-Behalf-Of", "2"),
    ];

    public static IReadOnlyList<string?> ContentTypes { get; } =
    [
        null, "", "text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=x", "application/json; charset=utf-16", "application/json; charset=nonsense",
        "application/json;;;", "application/*", "json", "application/problem+json", "application/x-ndjson", "application/octet-stream", "APPLICATION/JSON", "application/json, text/plain", new('t', 3000),
    ];

    public static IReadOnlyList<string> Methods { get; } = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get", "QUERY", "X"];

    /// <summary>Fields that a careless binder would take from whoever sends them.</summary>
    public static IReadOnlyList<string> Privileges { get; } =
        ["user_id", "id", "is_admin", "role", "roles", "admin", "viewer_id", "owner", "profile_version", "created_at", "password_hash", "security_stamp", "on_behalf_of", "client_id", "scope", "scopes"];

    public static string Nested(int depth) => string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);

    private static string Quoted(string text) => $"\"{text}\"";
}
