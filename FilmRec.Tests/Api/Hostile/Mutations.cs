using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace FilmRec.Tests.Api.Hostile;

/// <summary>Generators of attacks: which endpoint, who calls it, and one to four mutations of a valid request.</summary>
internal static class Mutations
{
    private static readonly Gen<string> Address = Gen.Elements<string>(HostileText.InAddresses);
    private static readonly Gen<int> Position = Gen.Choose(0, 20);

    public static Arbitrary<Attack> Attacks(IReadOnlyList<Operation> operations)
        => Arb.From(from operation in Gen.Elements<Operation>(operations)
                    from caller in Gen.Elements<Caller>(Enum.GetValues<Caller>())
                    from count in Gen.Elements(1, 1, 1, 1, 2, 2, 2, 3, 4)
                    from mutations in Gen.ListOf(operation.HasBody ? OfBodies : OfAll, count)
                    select new Attack(operation, caller, [.. mutations]), attack => attack.Smaller());

    private static Gen<Mutation> OfAll { get; } = Gen.Frequency((8, Path()), (16, Query()), (12, Header()), (2, Method()), (1, Body()));

    private static Gen<Mutation> OfBodies { get; } = Gen.Frequency((3, Path()), (3, Query()), (8, Header()), (1, Method()), (5, Body()), (18, Field()), (3, ContentTypeOf()));

    private static Gen<Mutation> Path()
        => from text in Address
           from position in Position
           from whole in Gen.Choose(0, 9)
           select new Mutation($"path {position} ← {Short(text)}", draft =>
           {
               if (whole == 0 || draft.PathValues.Count == 0)
               {
                   draft.PathSuffix = $"/{text}";
               }
               else
               {
                   draft.PathValues[draft.PathValues.Keys.ElementAt(position % draft.PathValues.Count)] = text;
               }
           });

    private static Gen<Mutation> Query()
        => from text in Address
           from position in Position
           from act in Gen.Choose(0, 4)
           select new Mutation($"query {position}/{act} ← {Short(text)}", draft =>
           {
               int i = draft.Query.Count == 0 ? -1 : position % draft.Query.Count;
               if (i < 0 || act == 0)
               {
                   draft.Query.Add((act == 0 ? text : "limit", text));
                   return;
               }

               (string Name, string Value) part = (draft.Query[i].Name, text);
               switch (act)
               {
                   case 1:
                       draft.Query.Add(part); // twice
                       break;
                   case 2:
                       draft.Query.RemoveAt(i);
                       break;
                   case 3:
                       draft.Query[i] = ($"{part.Name}[]", text);
                       break;
                   default:
                       draft.Query[i] = part;
                       break;
               }
           });

    private static Gen<Mutation> Header()
        => from header in Gen.Elements<(string Name, string Value)>(HostileText.Headers)
           select new Mutation($"{header.Name}: {Short(header.Value)}", draft =>
           {
               draft.Headers.RemoveAll(other => other.Name == header.Name);
               draft.Headers.Add(header);
           });

    private static Gen<Mutation> Method()
        => from method in Gen.Elements<string>(HostileText.Methods)
           select new Mutation($"method {method}", draft => draft.Method = method);

    private static Gen<Mutation> ContentTypeOf()
        => from type in Gen.Elements<string?>(HostileText.ContentTypes)
           select new Mutation($"content type {Short(type ?? "none")}", draft => draft.ContentType = type);

    private static Gen<Mutation> Body()
        => from bytes in Gen.Elements<byte[]>(HostileText.Bodies)
           from act in Gen.Choose(0, 9)
           select act switch
           {
               0 => new Mutation("truncated body", draft => draft.Bytes = BytesOf(draft)[..(BytesOf(draft).Length / 2)]),
               1 => new Mutation("zipped body", draft =>
               {
                   draft.Bytes = Gzip(BytesOf(draft));
                   draft.Headers.Add(("Content-Encoding", "gzip"));
               }),
               2 => new Mutation("chunked body", draft => draft.Chunked = true),
               3 => new Mutation("a line more", draft => draft.Bytes = [.. BytesOf(draft), (byte)'\n', .. bytes]),
               4 => new Mutation("no body", draft => (draft.Json, draft.Bytes) = (null, null)),
               _ => new Mutation($"body {Short(Encoding.UTF8.GetString(bytes))}", draft => draft.Bytes = bytes),
           };

    private static Gen<Mutation> Field()
        => from json in Gen.Elements<string>(HostileText.InJson)
           from name in Gen.Elements<string>(HostileText.Privileges)
           from position in Position
           from act in Gen.Choose(0, 7)
           select act switch
           {
               0 => new Mutation($"field {position} left out", draft => Change(draft, position, (parent, field) => parent.Remove(field))),
               1 => new Mutation($"field {name} added: {Short(json)}", draft => Change(draft, position, (parent, _) => Write(draft, parent, name, json))),
               2 => new Mutation($"field {position} twice", draft => draft.Bytes = Twice(BytesOf(draft), position)),
               3 => new Mutation($"field {position} in another case", draft => Change(draft, position, (parent, field) =>
               {
                   var value = parent[field];
                   parent.Remove(field);
                   parent[field.ToUpperInvariant()] = value;
               })),
               _ => new Mutation($"field {position} ← {Short(json)}", draft => Change(draft, position, (parent, field) => Write(draft, parent, field, json))),
           };

    private static void Change(Draft draft, int position, Action<JsonObject, string> change)
    {
        var fields = Fields(draft.Json).ToList();
        if (fields.Count > 0)
        {
            var (parent, field) = fields[position % fields.Count];
            change(parent, field);
        }
    }

    private static IEnumerable<(JsonObject Parent, string Field)> Fields(JsonNode? node) => node switch
    {
        JsonObject parent => parent.SelectMany(field => Fields(field.Value).Prepend((parent, field.Key))),
        JsonArray list => list.SelectMany(Fields),
        _ => [],
    };

    // Some of the texts are no JSON that .NET can hold, but a client can send them: a mark takes their place until the bytes are made.
    private static void Write(Draft draft, JsonObject parent, string field, string json)
    {
        try
        {
            parent[field] = JsonNode.Parse(json);
            _ = draft.Json!.ToJsonString();
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            parent[field] = "@here@";
            draft.Bytes = Encoding.UTF8.GetBytes(draft.Json!.ToJsonString().Replace("\"@here@\"", json, StringComparison.Ordinal));
        }
    }

    private static byte[] Twice(byte[] body, int position)
    {
        string text = Encoding.UTF8.GetString(body);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 1 && text[0] == '{' ? Encoding.UTF8.GetBytes($"{{{text[1..colon]}:{position},{text[1..]}") : body;
    }

    private static byte[] BytesOf(Draft draft) => draft.Bytes ?? (draft.Json is null ? [] : Encoding.UTF8.GetBytes(draft.Json.ToJsonString()));

    private static byte[] Gzip(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(plain);
        }

        return packed.ToArray();
    }

    private static string Short(string text)
        => text.Length <= 40 ? text : $"{text[..(char.IsHighSurrogate(text[29]) ? 29 : 30)]}… ({text.Length})";
}
