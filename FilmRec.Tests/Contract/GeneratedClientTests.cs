using System.Diagnostics;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FilmRec.Tests.Contract;

/// <summary>What a third party does first: generate a client from the document, compile it, and call.</summary>
public sealed class GeneratedClientTests(ContractWorld world) : IClassFixture<ContractWorld>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_is_generated_compiles_and_calls()
    {
        var client = Compile(await GenerateAsync(world.Document)).GetType("Acme.FilmRecClient").ShouldNotBeNull();
        using var http = new HttpClient { BaseAddress = world.Address };

        var registration = Body(client, "RegisterAsync", """{"username":"grace","email":"grace@example.org","password":"a long sentence of words"}""");
        object user = await CallAsync(client, http, "RegisterAsync", registration);
        object tokens = await CallAsync(client, http, "LogInAsync", Body(client, "LogInAsync", """{"username":"grace","password":"a long sentence of words"}"""));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)Value(tokens, "Access_token"));
        object me = await CallAsync(client, http, "GetMeAsync");
        object genres = await CallAsync(client, http, "ListGenresAsync");

        Value(me, "Username").ShouldBe("grace");
        Value(me, "User_id").ShouldBe(Value(user, "User_id"));
        ((System.Collections.IEnumerable)Value(genres, "Items")).Cast<object>().ShouldBeEmpty();
    }

    private static async Task<string> GenerateAsync(string document)
    {
        string package = typeof(GeneratedClientTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(pair => pair.Key == "NSwag").Value.ShouldNotBeNull();
        var folder = Directory.CreateTempSubdirectory("filmrec-client-");
        try
        {
            (string input, string output) = (Path.Combine(folder.FullName, "openapi.json"), Path.Combine(folder.FullName, "client.cs"));
            await File.WriteAllTextAsync(input, document, Token);
            using var generator = Process.Start(new ProcessStartInfo("dotnet",
                [Path.Combine(package, "tools", "Net100", "dotnet-nswag.dll"), "openapi2csclient", $"/input:{input}", $"/output:{output}", "/namespace:Acme", "/className:FilmRecClient", "/useBaseUrl:false", "/jsonLibrary:SystemTextJson"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }).ShouldNotBeNull();
            string words = await generator.StandardOutput.ReadToEndAsync(Token) + await generator.StandardError.ReadToEndAsync(Token);
            await generator.WaitForExitAsync(Token);
            generator.ExitCode.ShouldBe(0, words);
            return await File.ReadAllTextAsync(output, Token);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Assembly Compile(string source)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator) // set in every process of .NET
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create("Acme.FilmRec", [CSharpSyntaxTree.ParseText(source, cancellationToken: Token)], references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly, cancellationToken: Token);
        result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString()).ShouldBeEmpty();
        return Assembly.Load(assembly.ToArray());
    }

    private static MethodInfo Method(Type client, string name)
        => client.GetMethods().Where(method => method.Name == name && method.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken)).ShouldHaveSingleItem();

    private static object Body(Type client, string method, string json)
        => JsonSerializer.Deserialize(json, Method(client, method).GetParameters()[^1].ParameterType).ShouldNotBeNull();

    private static async Task<object> CallAsync(Type client, HttpClient http, string method, params object[] arguments)
    {
        var task = (Task)Method(client, method).Invoke(Activator.CreateInstance(client, http), arguments)!; // an asynchronous method
        await task;
        return task.GetType().GetProperty("Result")!.GetValue(task)!; // of a call that has an answer
    }

    private static object Value(object answer, string property) => answer.GetType().GetProperty(property).ShouldNotBeNull(property).GetValue(answer).ShouldNotBeNull(property);
}
