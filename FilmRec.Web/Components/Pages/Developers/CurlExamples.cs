namespace FilmRec.Web.Components.Pages.Developers;

/// <summary>All commands of the page, in one place: it shows them, and a test runs them with bash and curl against a real server.</summary>
internal static class CurlExamples
{
    /// <summary>Set before all others; the page shows it with its own address.</summary>
    public const string Address = "FILMREC";

    public static IReadOnlyList<CurlExample> Start { get; } =
    [
        new("Make an account", "", """
            curl -X POST "$FILMREC/api/users/register" -H 'Content-Type: application/json' \
              -d '{"username":"ada","email":"ada@example.org","password":"a long and secret sentence"}'
            """, 201, """{"user_id":…,"username":"ada","email":"ada@example.org","created_at":…}"""),
        new("Log in", "The access token counts for 15 minutes. The refresh token gets the next one, works once, and counts for 14 days.", """
            TOKEN=$(curl -X POST "$FILMREC/api/users/login" -H 'Content-Type: application/json' \
              -d '{"username":"ada","password":"a long and secret sentence"}' | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
            """, 200, ""),
        new("Find films", "Nobody need log in for the catalogue.", """
            curl "$FILMREC/api/movies?q=tide&genre=Drama&sort=rating&limit=5"
            """, 200, """{"items":[{"movie_id":…,"title":…,"genre":…,"genres":[…],"release_year":…,"rating":…"next_cursor":…,"total":…}"""),
        new("Rate one", "Ratings are 0.5 to 5 stars in half steps. Rating again replaces the old one; with watch_duration it is also an entry of the watch history.", """
            MOVIE=$(curl "$FILMREC/api/movies?sort=popularity&limit=1" | sed 's/.*"movie_id":\([0-9]*\).*/\1/')
            curl -X POST "$FILMREC/api/movies/rate" -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \
              -d '{"movie_id":'"$MOVIE"',"rating":4.5}'
            """, 200, """{"movie_id":…,"rating":4.5,"rated_at":…,"profile_version":1}"""),
        new("Be recommended some", "The next answer knows of the rating: its profile_version is at least that of the receipt. next is the address of the next page, where no film comes twice.", """
            curl "$FILMREC/api/movies/recommendations?limit=3&diversity=0.3" -H "Authorization: Bearer $TOKEN"
            """, 200, """{"recommendation_id":…,"model":…,"profile_version":1,"items":[{"rank":1,"movie":{…},"score":…,"predicted_rating":…,"reason":{…}…"next":"/api/recommendations/…/next"}"""),
    ];

    public static IReadOnlyList<CurlExample> Clients { get; } =
    [
        new("An administrator registers the client", "The secret is shown this once.", """
            ADMIN_TOKEN=$(curl -X POST "$FILMREC/api/users/login" -H 'Content-Type: application/json' \
              -d '{"username":"'"$ADMIN"'","password":"'"$ADMIN_PASSWORD"'"}' | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
            """, 200, ""),
        new("", "", """
            CLIENT=$(curl -X POST "$FILMREC/api/admin/clients" -H "Authorization: Bearer $ADMIN_TOKEN" -H 'Content-Type: application/json' \
              -d '{"name":"Example shop","scopes":["movies:read","ratings:write","recommend","bulk"]}')
            CLIENT_ID=$(echo "$CLIENT" | sed 's/.*"client_id":"\([^"]*\)".*/\1/')
            CLIENT_SECRET=$(echo "$CLIENT" | sed 's/.*"client_secret":"\([^"]*\)".*/\1/')
            """, 201, ""),
        new("The client gets a token for one of its viewers", "on_behalf_of is your own id of the viewer, 1 to 200 characters. One that is new makes a viewer whom only you know. Who the viewer is stands in the token, and nowhere else.", """
            VIEWER_TOKEN=$(curl -X POST "$FILMREC/api/clients/token" -u "$CLIENT_ID:$CLIENT_SECRET" \
              -d grant_type=client_credentials -d on_behalf_of=customer-1001 | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
            """, 200, ""),
        new("It rates and recommends for that viewer", "", """
            curl -X POST "$FILMREC/api/movies/rate" -H "Authorization: Bearer $VIEWER_TOKEN" -H 'Content-Type: application/json' \
              -d '{"movie_id":'"$MOVIE"',"rating":4}'
            curl "$FILMREC/api/movies/recommendations?limit=3" -H "Authorization: Bearer $VIEWER_TOKEN"
            """, 200, """{"recommendation_id":…,"model":…,"profile_version":1,"items":[…]…"""),
    ];

    public static IReadOnlyList<CurlExample> Bulk { get; } =
    [
        new("Send ratings of many viewers", "One JSON object on a line, as many lines as you have; gzip is taken. The answer comes before the lines are written, with the job that writes them.", """
            CLIENT_TOKEN=$(curl -X POST "$FILMREC/api/clients/token" -u "$CLIENT_ID:$CLIENT_SECRET" -d grant_type=client_credentials | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
            """, 200, ""),
        new("", "", """
            JOB=$(for customer in 1001 1002 1003; do
              echo '{"viewer":"customer-'$customer'","movie_id":'$MOVIE',"rating":3.5}'
            done | curl -X POST "$FILMREC/api/bulk/ratings" -H "Authorization: Bearer $CLIENT_TOKEN" \
              -H 'Content-Type: application/x-ndjson' -H "Idempotency-Key: night-$RANDOM-$RANDOM" --data-binary @- | sed 's/.*"job_id":\([0-9]*\).*/\1/')
            """, 202, ""),
        new("See what became of them", "", """
            curl "$FILMREC/api/bulk/jobs/$JOB" -H "Authorization: Bearer $CLIENT_TOKEN"
            """, 200, """{"job_id":…,"kind":"ratings","state":…,"lines_sent":3,…}"""),
    ];

    public static IReadOnlyList<CurlExample> Repeating { get; } =
    [
        new("Send it again without doing it again", "", """
            KEY="order-$RANDOM-$RANDOM"
            for attempt in 1 2; do
              curl -i -X POST "$FILMREC/api/history" -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \
                -H "Idempotency-Key: $KEY" -d '{"movie_id":'"$MOVIE"',"watch_duration":104}'
            done
            """, 201, "HTTP/1.1 201 Created…Idempotency-Replayed: true…"),
    ];

    /// <summary>Prints what stands behind "v1=" in the header $SIGNATURE of a web hook that was sent with $SECRET and the body $BODY. Not a call, so it runs by itself.</summary>
    public const string Signature = """
        MOMENT=$(echo "$SIGNATURE" | sed 's/^t=\([0-9]*\),.*/\1/')
        printf '%s.%s' "$MOMENT" "$BODY" | openssl dgst -sha256 -hmac "$SECRET" -r | cut -d' ' -f1
        """;

    public static IReadOnlyList<CurlExample> Errors { get; } =
    [
        new("What an error looks like", "", """
            curl -X POST "$FILMREC/api/movies/rate" -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \
              -d '{"movie_id":'"$MOVIE"',"rating":6}'
            """, 400, """{"type":"https://www.rfc-editor.org/rfc/rfc9110#section-15.5.1","title":"Bad Request","status":400,…"errors":{"rating":["A rating is 0.5 to 5.0 stars in half steps."]},"trace_id":…}"""),
    ];

    public static IReadOnlyList<CurlExample> Paging { get; } =
    [
        new("Follow the link", "", """
            curl -i "$FILMREC/api/movies?sort=title&limit=1"
            """, 200, "Link: </api/movies?sort=title&limit=1&cursor=…>; rel=\"next\"…"),
    ];

    public static IReadOnlyList<CurlExample> Caching { get; } =
    [
        new("Ask whether it is still the same", "", """
            TAG=$(curl -i "$FILMREC/api/genres?" | tr -d '\r' | sed -n 's/^[Ee][Tt]ag: //p')
            """, 200, ""),
        new("", "", """
            curl -i "$FILMREC/api/genres?" -H "If-None-Match: $TAG"
            """, 304, "HTTP/1.1 304 Not Modified…"),
    ];

    /// <summary>In the order in which they run.</summary>
    public static IReadOnlyList<CurlExample> All { get; } = [.. Start, .. Clients, .. Bulk, .. Repeating, .. Errors, .. Paging, .. Caching];
}
