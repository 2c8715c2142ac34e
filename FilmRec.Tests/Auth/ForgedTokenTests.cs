using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FilmRec.Core.Accounts;
using FilmRec.Web.Auth.Tokens;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Auth;

/// <summary>Tokens put together by hand, header by header, as those do who try to be somebody else (RFC 8725).</summary>
public sealed class ForgedTokenTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_forged_token_is_believed_and_none_is_an_error_of_the_server()
    {
        // Long enough for the algorithms that want more: they are refused for what they are.
        await using var world = await AuthWorld.CreateAsync(new KeyValuePair<string, string?>("Jwt:Key", "a key that would do for every algorithm of its family, as it has more than sixty-four bytes"));
        var forge = await Forge.CreateAsync(world);
        (await world.GetAsync("/api/users/me", forge.Sign())).StatusCode.ShouldBe(HttpStatusCode.OK, "what the forged ones differ from is right");

        foreach (var (why, token) in Forged(forge))
        {
            var answer = await world.GetAsync("/api/users/me", token);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, why);
            await AuthWorld.ProblemOfAsync(answer, HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task A_token_of_somebody_who_is_gone_is_not_believed()
    {
        await using var world = await AuthWorld.CreateAsync();
        var forge = await Forge.CreateAsync(world);
        await using (var db = world.Open())
        {
            await db.Users.ExecuteDeleteAsync(Token);
        }

        world.Clock.Advance(TimeSpan.FromSeconds(31));

        await AuthWorld.ProblemOfAsync(await world.GetAsync("/api/users/me", forge.Sign()), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Tokens_are_read_from_the_authorization_header_alone()
    {
        await using var world = await AuthWorld.CreateAsync();
        string token = (await Forge.CreateAsync(world)).Sign();
        var requests = new Dictionary<string, HttpRequestMessage>
        {
            ["query"] = new(HttpMethod.Get, $"/api/users/me?access_token={token}&token={token}&jwt={token}"),
            ["cookie"] = new(HttpMethod.Get, "/api/users/me") { Headers = { { "Cookie", $"access_token={token}; Bearer={token}; Authorization=Bearer {token}; FilmRec={token}" } } },
            ["form"] = new(HttpMethod.Post, "/api/history") { Content = new FormUrlEncodedContent([new("access_token", token)]) },
            ["other header"] = new(HttpMethod.Get, "/api/users/me") { Headers = { { "X-Authorization", $"Bearer {token}" }, { "X-Access-Token", token } } },
            ["other scheme"] = new(HttpMethod.Get, "/api/users/me") { Headers = { { "Authorization", $"Token {token}" } } },
            ["as basic"] = new(HttpMethod.Get, "/api/users/me") { Headers = { { "Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("anna:" + AuthWorld.Password))}" } } },
        };

        foreach (var (where, request) in requests)
        {
            // A form is refused for what it is, before anybody asks whose it is.
            (await world.Anybody.SendAsync(request, Token)).StatusCode.ShouldBe(where == "form" ? HttpStatusCode.UnsupportedMediaType : HttpStatusCode.Unauthorized, where);
        }
    }

    [Fact]
    public async Task While_keys_are_changed_the_previous_one_checks_and_does_not_sign()
    {
        const string Old = "the key of before, of thirty-two bytes or more";
        const string New = "the key of now, of thirty-two bytes or rather more";
        await using var world = await AuthWorld.CreateAsync(new("Jwt:Key", New), new("Jwt:PreviousKey", Old));
        var forge = await Forge.CreateAsync(world);

        (await world.GetAsync("/api/users/me", forge.Sign(key: Encoding.UTF8.GetBytes(Old)))).StatusCode.ShouldBe(HttpStatusCode.OK);
        string issued = (await world.LogInAsync()).GetProperty("access_token").GetString()!;
        (SignedBy(issued, New), SignedBy(issued, Old)).ShouldBe((true, false));
        (await world.GetAsync("/api/users/me", issued)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await using var after = await AuthWorld.CreateAsync(new KeyValuePair<string, string?>("Jwt:Key", New));
        var late = await Forge.CreateAsync(after);
        (await after.GetAsync("/api/users/me", late.Sign())).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await after.GetAsync("/api/users/me", late.Sign(key: Encoding.UTF8.GetBytes(Old)))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "its time is over");
    }

    private static Dictionary<string, string> Forged(Forge forge)
    {
        using var rsa = RSA.Create(2048);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] publicKey = Encoding.UTF8.GetBytes(rsa.ExportSubjectPublicKeyInfoPem());
        var rsaJwk = new { kty = "RSA", n = Base64UrlTextEncoder.Encode(rsa.ExportParameters(false).Modulus!), e = "AQAB" };
        byte[] own = Encoding.UTF8.GetBytes("a key that the caller brings along himself");
        var forged = new Dictionary<string, string>
        {
            ["HS384 with the key"] = forge.Sign(new() { ["alg"] = "HS384" }, sign: (key, text) => HMACSHA384.HashData(key, text)),
            ["HS512 with the key"] = forge.Sign(new() { ["alg"] = "HS512" }, sign: (key, text) => HMACSHA512.HashData(key, text)),
            ["says HS512, is HS256"] = forge.Sign(new() { ["alg"] = "HS512" }),
            ["says hs256"] = forge.Sign(new() { ["alg"] = "hs256" }),
            ["RS256 with an own key"] = forge.Sign(new() { ["alg"] = "RS256", ["jwk"] = rsaJwk }, sign: (_, text) => rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
            ["PS256 with an own key"] = forge.Sign(new() { ["alg"] = "PS256", ["jwk"] = rsaJwk }, sign: (_, text) => rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)),
            ["ES256 with an own key"] = forge.Sign(new() { ["alg"] = "ES256" }, sign: (_, text) => curve.SignData(text, HashAlgorithmName.SHA256)),
            ["a public key as the secret"] = forge.Sign(new() { ["jwk"] = rsaJwk }, key: publicKey),
            ["says RS256, is HS256 with the public key"] = forge.Sign(new() { ["alg"] = "RS256", ["jwk"] = rsaJwk }, key: publicKey),
            ["says RS256, is HS256 with the key"] = forge.Sign(new() { ["alg"] = "RS256" }),
            ["own key in jwk"] = forge.Sign(new() { ["jwk"] = new { kty = "oct", k = Base64UrlTextEncoder.Encode(own) } }, key: own),
            ["own key behind jku"] = forge.Sign(new() { ["jku"] = "http://127.0.0.1:9/keys.json" }, key: own),
            ["own key behind x5u"] = forge.Sign(new() { ["x5u"] = "http://127.0.0.1:9/chain.pem", ["x5c"] = new[] { "MIIB" } }, key: own),
            ["kid is a file of zeros"] = forge.Sign(new() { ["kid"] = "../../../../../../dev/null" }, key: []),
            ["kid is a query"] = forge.Sign(new() { ["kid"] = "x' UNION SELECT 'secret'--" }, key: "secret"u8.ToArray()),
            ["empty key"] = forge.Sign(key: []),
            ["weak key"] = forge.Sign(key: "secret"u8.ToArray()),
            ["crit with exp"] = forge.Sign(new() { ["crit"] = new[] { "exp" } }),
            ["crit with b64"] = forge.Sign(new() { ["crit"] = new[] { "b64" }, ["b64"] = false }),
            ["crit empty"] = forge.Sign(new() { ["crit"] = Array.Empty<string>() }),
            ["crit is text"] = forge.Sign(new() { ["crit"] = "exp" }),
            ["crit is null"] = forge.Sign(new() { ["crit"] = null }),
            ["typ of something else"] = forge.Sign(new() { ["typ"] = "secevent+jwt" }),
            ["typ missing"] = forge.Sign(new() { ["typ"] = Forge.Left }),
            ["typ is a number"] = forge.Sign(new() { ["typ"] = 5 }),
            ["ends in thirty years"] = forge.Sign(claims: new() { ["exp"] = forge.Now + 946_080_000 }),
            ["ends a second too late"] = forge.Sign(claims: new() { ["exp"] = forge.Now + 901 }),
            ["ended more than half a minute ago"] = forge.Sign(claims: new() { ["iat"] = forge.Now - 600, ["nbf"] = forge.Now - 600, ["exp"] = forge.Now - 31 }),
            ["no end"] = forge.Sign(claims: new() { ["exp"] = Forge.Left }),
            ["end is text"] = forge.Sign(claims: new() { ["exp"] = "tomorrow" }),
            ["end is huge"] = forge.Sign(claims: new() { ["exp"] = 1e300 }),
            ["end is a list"] = forge.Sign(claims: new() { ["exp"] = new[] { forge.Now + 600 } }),
            ["end is negative"] = forge.Sign(claims: new() { ["exp"] = -1 }),
            ["begins more than half a minute from now"] = forge.Sign(claims: new() { ["nbf"] = forge.Now + 35 }),
            ["no beginning"] = forge.Sign(claims: new() { ["nbf"] = Forge.Left }),
            ["issued more than half a minute from now"] = forge.Sign(claims: new() { ["iat"] = forge.Now + 35 }),
            ["issued never"] = forge.Sign(claims: new() { ["iat"] = Forge.Left }),
            ["issued is text"] = forge.Sign(claims: new() { ["iat"] = "now" }),
            ["no subject"] = forge.Sign(claims: new() { ["sub"] = Forge.Left }),
            ["subject is empty"] = forge.Sign(claims: new() { ["sub"] = "" }),
            ["subject is null"] = forge.Sign(claims: new() { ["sub"] = null }),
            ["subject is a fraction"] = forge.Sign(claims: new() { ["sub"] = "1.0" }),
            ["subject has a space"] = forge.Sign(claims: new() { ["sub"] = " 1" }),
            ["subject is negative"] = forge.Sign(claims: new() { ["sub"] = "-1" }),
            ["subject is nobody"] = forge.Sign(claims: new() { ["sub"] = "424242" }),
            ["subject is an object"] = forge.Sign(claims: new() { ["sub"] = new { id = 1 } }),
            ["no id"] = forge.Sign(claims: new() { ["jti"] = Forge.Left }),
            ["other issuer"] = forge.Sign(claims: new() { ["iss"] = "filmrec" }),
            ["no issuer"] = forge.Sign(claims: new() { ["iss"] = Forge.Left }),
            ["other audience"] = forge.Sign(claims: new() { ["aud"] = "SomethingElse" }),
            ["no audience"] = forge.Sign(claims: new() { ["aud"] = Forge.Left }),
            ["other stamp"] = forge.Sign(claims: new() { ["stamp"] = new string('0', 32) }),
            ["stamp is null"] = forge.Sign(claims: new() { ["stamp"] = null }),
            ["session of nobody"] = forge.Sign(claims: new() { ["sid"] = Guid.NewGuid().ToString() }),
            ["payload is no object"] = forge.Raw("""{"alg":"HS256","typ":"JWT"}""", "[1]"),
            ["payload is no JSON"] = forge.Raw("""{"alg":"HS256","typ":"JWT"}""", "sub=1"),
            ["payload is empty"] = forge.Raw("""{"alg":"HS256","typ":"JWT"}""", ""),
            ["header is no JSON"] = forge.Raw("alg=HS256", "{}"),
            ["header is deep"] = forge.Raw(new string('[', 500) + new string(']', 500), "{}"),
            ["two parts"] = string.Join('.', forge.Sign().Split('.')[..2]),
            ["four parts"] = forge.Sign() + ".x",
            ["five parts"] = forge.Sign() + ".x.y",
            ["signature of another token"] = string.Join('.', [.. forge.Sign(claims: new() { ["sub"] = "2" }).Split('.')[..2], forge.Sign().Split('.')[2]]),
            ["padding"] = forge.Sign() + "==",
            ["a dot more"] = forge.Sign() + ".",
        };
        foreach (string none in (string[])["none", "None", "NONE", "nOnE", ""])
        {
            string[] parts = forge.Sign(new() { ["alg"] = none }).Split('.');
            forged[$"alg \"{none}\", no signature"] = $"{parts[0]}.{parts[1]}.";
            forged[$"alg \"{none}\", a signature"] = string.Join('.', parts);
        }

        return forged;
    }

    private static bool SignedBy(string token, string key)
    {
        string[] parts = token.Split('.');
        return Base64UrlTextEncoder.Encode(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{parts[0]}.{parts[1]}"))) == parts[2];
    }

    /// <summary>Makes tokens of anna that are right in every part but those that are asked for.</summary>
    private sealed class Forge(byte[] key, Dictionary<string, object?> claims)
    {
        /// <summary>In the place of a value: the field is not there.</summary>
        public static readonly object Left = new();

        public long Now => (long)claims["iat"]!;

        public static async Task<Forge> CreateAsync(AuthWorld world)
        {
            await world.RegisterAsync();
            var standing = (await world.Services.GetRequiredService<AccountStandings>().FindAsync(1, Token)).ShouldNotBeNull();
            var session = await world.Services.GetRequiredService<OpenSessions>().StartAsync(1, SessionKind.Api, "test", Token);
            long now = world.Clock.GetUtcNow().ToUnixTimeSeconds();
            return new Forge(world.Services.GetRequiredService<SigningKey>().Value.Key, new()
            {
                ["iss"] = "FilmRec",
                ["aud"] = "FilmRec",
                ["sub"] = "1",
                ["jti"] = "one",
                ["stamp"] = standing.SecurityStamp,
                ["sid"] = session.ToString(),
                ["iat"] = now,
                ["nbf"] = now,
                ["exp"] = now + 600,
            });
        }

        public string Sign(Dictionary<string, object?>? header = null, Dictionary<string, object?>? claims = null, byte[]? key = null, Func<byte[], byte[], byte[]>? sign = null)
            => Raw(Json(new() { ["alg"] = "HS256", ["typ"] = "JWT" }, header), Json(Claims, claims), key, sign);

        public string Raw(string header, string payload, byte[]? other = null, Func<byte[], byte[], byte[]>? sign = null)
        {
            string text = $"{Base64UrlTextEncoder.Encode(Encoding.UTF8.GetBytes(header))}.{Base64UrlTextEncoder.Encode(Encoding.UTF8.GetBytes(payload))}";
            return $"{text}.{Base64UrlTextEncoder.Encode((sign ?? HMACSHA256.HashData)(other ?? key, Encoding.UTF8.GetBytes(text)))}";
        }

        private Dictionary<string, object?> Claims => claims;

        private static string Json(Dictionary<string, object?> right, Dictionary<string, object?>? forged)
        {
            var all = new Dictionary<string, object?>(right);
            foreach (var (name, value) in forged ?? [])
            {
                all[name] = value;
            }

            return JsonSerializer.Serialize(all.Where(field => !ReferenceEquals(field.Value, Left)).ToDictionary());
        }
    }
}
