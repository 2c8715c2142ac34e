using System.Net;
using FilmRec.Core.WebHooks;

namespace FilmRec.Tests.WebHooks;

public sealed class HookTargetsTests
{
    private static readonly HookTargets Targets = new(new WebHookOptions
    {
        AllowedHosts = ["hooks.example.org", "hooks.example.org:8443", "http://plain.example.org", "10.0.0.5", "127.0.0.1"],
        AllowedLoopback = ["127.0.0.1:9000"],
    });

    [Theory]
    [InlineData("https://hooks.example.org/filmrec")]
    [InlineData("https://HOOKS.example.org/filmrec?a=b")]
    [InlineData("https://hooks.example.org:443/")]
    [InlineData("https://hooks.example.org:8443/")]
    [InlineData("http://plain.example.org/")]
    [InlineData("http://127.0.0.1:9000/hook")]
    public void Hosts_that_are_named_are_allowed(string url) => Targets.ProblemOf(url).ShouldBeNull();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("hooks.example.org")]
    [InlineData("//hooks.example.org/")]
    [InlineData("http://hooks.example.org/")]
    [InlineData("https://plain.example.org/")]
    [InlineData("ftp://hooks.example.org/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://hooks.example.org/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://evil.example/")]
    [InlineData("https://hooks.example.org.evil.example/")]
    [InlineData("https://evilhooks.example.org/")]
    [InlineData("https://sub.hooks.example.org/")]
    [InlineData("https://hooks.example.org./")]
    [InlineData("https://hooks.example.org:444/")]
    [InlineData("https://hooks.example.org:22/")]
    [InlineData("https://hooks.example.org:08443/")]
    [InlineData("http://plain.example.org:8080/")]
    [InlineData("https://hooks.example.org@evil.example/")]
    [InlineData("https://evil.example@hooks.example.org/")]
    [InlineData("https://user:pass@hooks.example.org/")]
    [InlineData("https://@hooks.example.org/")]
    [InlineData("https://hooks.example.org\\@evil.example/")]
    [InlineData("https:\\\\hooks.example.org/")]
    [InlineData("https://hooks.example.org/#fragment")]
    [InlineData(" https://hooks.example.org/")]
    [InlineData("https://hooks.example.org/\r\nX-Injected: 1")]
    [InlineData("https://hooks.example.org/ä")]
    [InlineData("https://hooks。example。org/")]
    [InlineData("https://ｈooks.example.org/")]
    [InlineData("https://hооks.example.org/")]
    [InlineData("https://xn--hks-8cda.example.org/")]
    [InlineData("https://%68ooks.example.org/")]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://127.0.0.1:9001/")]
    [InlineData("http://localhost:9000/")]
    [InlineData("http://2130706433:9000/")]
    [InlineData("http://0x7f000001:9000/")]
    [InlineData("http://0x7f.0.0.1:9000/")]
    [InlineData("http://0177.0.0.1:9000/")]
    [InlineData("http://127.1:9000/")]
    [InlineData("http://[::1]:9000/")]
    [InlineData("http://[::ffff:127.0.0.1]:9000/")]
    [InlineData("http://[::]:9000/")]
    [InlineData("http://0.0.0.0:9000/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[fd00:ec2::254]/")]
    [InlineData("http://metadata.google.internal/")]
    [InlineData("http://[64:ff9b::a9fe:a9fe]/")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://192.168.1.1/")]
    public void Everything_else_is_refused_with_words(string? url) => Targets.ProblemOf(url).ShouldNotBeNull().Length.ShouldBeGreaterThan(20);

    [Fact]
    public void Without_a_named_host_there_are_no_hooks_and_the_answer_says_how_to_have_some()
        => new HookTargets(new WebHookOptions()).ProblemOf("https://hooks.example.org/").ShouldNotBeNull().ShouldContain("FilmRec__WebHooks__AllowedHosts");

    [Theory]
    [InlineData("0.0.0.0"), InlineData("0.1.2.3"), InlineData("10.0.0.1"), InlineData("100.64.0.1"), InlineData("100.100.100.200"), InlineData("127.0.0.1"), InlineData("127.255.255.254")]
    [InlineData("169.254.169.254"), InlineData("172.16.0.1"), InlineData("172.31.255.255"), InlineData("192.0.0.192"), InlineData("192.0.2.1"), InlineData("192.88.99.1"), InlineData("192.168.0.1")]
    [InlineData("198.18.0.1"), InlineData("198.19.255.255"), InlineData("198.51.100.1"), InlineData("203.0.113.1"), InlineData("224.0.0.1"), InlineData("239.255.255.250"), InlineData("240.0.0.1")]
    [InlineData("255.255.255.255"), InlineData("168.63.129.16"), InlineData("::"), InlineData("::1"), InlineData("::ffff:127.0.0.1"), InlineData("::ffff:8.8.8.8"), InlineData("::7f00:1")]
    [InlineData("64:ff9b::7f00:1"), InlineData("64:ff9b:1::1"), InlineData("100::1"), InlineData("2001::1"), InlineData("2001:10::1"), InlineData("2001:db8::1"), InlineData("2002:7f00:1::1")]
    [InlineData("3fff::1"), InlineData("fc00::1"), InlineData("fd00:ec2::254"), InlineData("fe80::1"), InlineData("fe80::1%1"), InlineData("fec0::1"), InlineData("ff02::1"), InlineData("5f00::1")]
    public void Addresses_that_are_not_of_the_public_internet_are_known(string address) => PublicAddresses.Include(IPAddress.Parse(address)).ShouldBeFalse();

    [Theory]
    [InlineData("8.8.8.8"), InlineData("1.1.1.1"), InlineData("172.15.255.255"), InlineData("172.32.0.1"), InlineData("100.63.255.255"), InlineData("100.128.0.1"), InlineData("223.255.255.255")]
    [InlineData("2606:4700:4700::1111"), InlineData("2a00:1450:4001::1")]
    public void Others_are_public(string address) => PublicAddresses.Include(IPAddress.Parse(address)).ShouldBeTrue();
}
